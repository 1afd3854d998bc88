namespace Nabla.Cli.Benchmarks;

/// <summary>The output of <c>nabla bench --json</c>. Times are in seconds, speeds in 10⁹ floating-point operations per second.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Limits">The limits of this machine, on one thread and on all.</param>
/// <param name="Results">The measurements, in order.</param>
internal sealed record BenchReport(BenchMachine Machine, IReadOnlyList<LimitResult> Limits, IReadOnlyList<BenchResult> Results);

/// <summary>The machine and the time of the measurement.</summary>
internal sealed record BenchMachine(string Processor, int Threads, int VectorWidth, string Runtime, string System, string Version, string Date);

/// <summary>The rate of fused multiply-adds in registers on this many threads.</summary>
internal sealed record LimitResult(int Threads, double Gflops, double Spread);

/// <summary>One measurement: on all threads, and on one thread.</summary>
/// <param name="Group">The group in the table.</param>
/// <param name="Name">The name of the candidate.</param>
/// <param name="Operations">The minimum number of floating-point operations.</param>
/// <param name="Seconds">The median on all threads.</param>
/// <param name="LowerQuartile">The lower quartile.</param>
/// <param name="UpperQuartile">The upper quartile.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Gflops">The speed at the median.</param>
/// <param name="LimitGflops">The limit, measured alternately with the samples: much lower than the one above it if the machine was busy otherwise.</param>
/// <param name="PercentOfLimit">The speed in per cent of the limit: the median over the samples, each compared with the preceding sample of the limit.</param>
/// <param name="OneThreadSeconds">The median on one thread.</param>
/// <param name="SpeedUp">The speed of all threads relative to one: the median over the samples.</param>
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
