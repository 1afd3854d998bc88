using Nabla.Networks;

namespace Nabla.Tests.Kernels;

/// <summary>The threads of a processor as a user's layer may use them.</summary>
public sealed class ProcessorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Each_part_runs_once(int threads)
    {
        using var processor = new Processor(threads);
        int[] counts = new int[100];
        processor.Run(counts.Length, part => Interlocked.Increment(ref counts[part]));
        Assert.All(counts, count => Assert.Equal(1, count));
        processor.Run(0, _ => Assert.Fail("There is no part."));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_in_a_part_reaches_the_caller_when_the_others_are_done(int threads)
    {
        using var processor = new Processor(threads);
        int[] counts = new int[20];
        var error = Assert.Throws<AggregateException>(() => processor.Run(counts.Length, part =>
        {
            Interlocked.Increment(ref counts[part]);
            if (part % 7 == 3)
                throw new FormatException($"part {part}");
        }));
        Assert.StartsWith("Processor.Run: a part threw; see the inner exception.", error.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void No_work_is_refused()
    {
        using var processor = new Processor(1);
        Assert.Throws<ArgumentNullException>("work", () => processor.Run(1, null!));
    }
}
