namespace Nabla.Cli.Benchmarks;

/// <summary>What <c>nabla bench --json</c> prints. Times are in seconds, speeds in 10⁹ floating-point operations a second.</summary>
/// <param name="Machine">What it was measured on.</param>
/// <param name="Limits">The most that this machine can do, on one thread and on all.</param>
/// <param name="Results">What was measured, in order.</param>
internal sealed record BenchReport(BenchMachine Machine, IReadOnlyList<LimitResult> Limits, IReadOnlyList<BenchResult> Results);

/// <summary>What it was measured on, and when.</summary>
internal sealed record BenchMachine(string Processor, int Threads, int VectorWidth, string Runtime, string System, string Version, string Date);

/// <summary>Fused multiply-adds in registers on this many threads.</summary>
internal sealed record LimitResult(int Threads, double Gflops, double Spread);

/// <summary>One row: on all threads, and on one thread beside it.</summary>
/// <param name="Group">What it is shown with.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Operations">The floating-point operations that cannot be done without.</param>
/// <param name="Seconds">The median on all threads.</param>
/// <param name="LowerQuartile">A quarter of the samples were faster.</param>
/// <param name="UpperQuartile">A quarter of the samples were slower.</param>
/// <param name="Samples">How many samples there were.</param>
/// <param name="Gflops">The speed at the median.</param>
/// <param name="LimitGflops">The limit, measured in turn with the samples: much lower than the one above it when a neighbour was busy.</param>
/// <param name="PercentOfLimit">The speed in per cent of the limit: the median over the samples, each compared with the limit's sample before it.</param>
/// <param name="OneThreadSeconds">The median on one thread.</param>
/// <param name="SpeedUp">How many times as fast all threads are as one: the median over the samples.</param>
internal sealed record BenchResult(
    string Group,
    string Name,
    double Operations,
    double Seconds,
    double LowerQuartile,
    double UpperQuartile,
    int Samples,
    double Gflops,
    double LimitGflops,
    double PercentOfLimit,
    double OneThreadSeconds,
    double SpeedUp);
