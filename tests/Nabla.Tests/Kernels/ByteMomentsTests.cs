using Nabla.Networks;

namespace Nabla.Tests.Kernels;

public sealed class ByteMomentsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(1000)]
    public void The_sums_are_those_of_a_plain_loop(int count)
    {
        var key = new RandomKey(5);
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)key.Below((ulong)i, 256))];

        Assert.Equal(((ulong)bytes.Sum(b => b), (ulong)bytes.Sum(b => b * b)), ByteMoments.Sum(bytes));
    }

    [Fact]
    public void The_largest_bytes_do_not_overflow_however_many_there_are()
    {
        byte[] bytes = new byte[5_000_001];
        Array.Fill(bytes, (byte)255);

        Assert.Equal((255ul * 5_000_001, 65_025ul * 5_000_001), ByteMoments.Sum(bytes));
    }
}
