using BenchmarkDotNet.Attributes;
using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>What all benchmarks of kernels share: a processor of one thread or of all, and matrices that lie as they do in a network.</summary>
public abstract class KernelBenchmark
{
    /// <summary>How many threads share the work.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    /// <summary>One, and all cores.</summary>
    public static IEnumerable<int> ThreadCounts => new[] { 1, Math.Clamp(Environment.ProcessorCount, 1, 256) }.Distinct();

    /// <summary>Where the kernels run.</summary>
    protected Processor Processor { get; private set; } = null!;

    /// <summary>Starts the threads, then makes the matrices.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Processor = new Processor(Threads);
        Prepare();
    }

    /// <summary>Ends the threads.</summary>
    [GlobalCleanup]
    public void Cleanup() => Processor.Dispose();

    /// <summary>Makes the matrices.</summary>
    protected abstract void Prepare();

    /// <summary>A matrix of numbers between −0.5 and 0.5.</summary>
    private protected static Matrix Drawn(int rows, int columns, ulong stream) => new(rows, columns, new RandomKey(42, stream));
}
