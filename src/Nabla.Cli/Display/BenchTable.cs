using System.Globalization;
using Nabla.Cli.Benchmarks;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>The table of measurements, printed row by row, since a benchmark takes a while.</summary>
internal sealed class BenchTable(TextWriter writer)
{
    /// <summary>The minimum ratio of limits on an idle machine, where the limit varies by a few per cent.</summary>
    private const double Quiet = 0.9;

    private readonly List<double> _limits = [];
    private string? _group;

    public static void WriteHead(IAnsiConsole console, BenchMachine machine, IReadOnlyList<LimitResult> limits)
    {
        console.WriteLine();
        FactList.Write(
            console,
            [
                ("processor", machine.Processor),
                ("vectors", $"{machine.VectorWidth} floats"),
                .. limits.Select(limit => (
                    $"limit, {Figures.Plural(limit.Threads, "thread", "threads")}",
                    string.Create(CultureInfo.InvariantCulture, $"{limit.Gflops:F1} GFLOP/s, ± {Spread(limit.Spread)}"))),
            ]);
    }

    public void Write(BenchResult result)
    {
        if (result.Group != _group)
        {
            writer.WriteLine();
            writer.WriteLine(Line(result.Group, "time", "±", "GFLOP/s", "of limit", "speed-up"));
            _group = result.Group;
        }

        writer.WriteLine(Line(
            result.Name, Time(result.Seconds), Spread((result.UpperQuartile - result.LowerQuartile) / result.Seconds),
            result.Gflops.ToString("F1", CultureInfo.InvariantCulture), Figures.Percent(result.PercentOfLimit / 100),
            result.SpeedUp.ToString("F2", CultureInfo.InvariantCulture)));
        writer.Flush();
        _limits.Add(result.LimitGflops);
    }

    /// <summary>Writes a note if the machine was busy otherwise: the limit, measured again with every row, was not the same.</summary>
    public void WriteNoise()
    {
        if (_limits.Min() > Quiet * _limits.Max())
            return;
        writer.WriteLine();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  The machine was busy: its limit was between {_limits.Min():F0} and {_limits.Max():F0} GFLOP/s. Measure again when it is idle."));
    }

    private static string Line(string name, string time, string spread, string speed, string share, string speedUp) =>
        $"  {name,-31} {time,10} {spread,6} {speed,8} {share,8} {speedUp,8}";

    /// <summary>Formats a time: 1.234 ms, 56.7 µs.</summary>
    private static string Time(double seconds) => seconds < 1e-3
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F3} ms");

    /// <summary>Formats half the interquartile range.</summary>
    private static string Spread(double spread) => string.Create(CultureInfo.InvariantCulture, $"{50 * spread:F1} %");
}
