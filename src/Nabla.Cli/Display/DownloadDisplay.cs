using System.Globalization;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Shows the progress of a download: a bar on a terminal, one line otherwise.</summary>
internal sealed class DownloadDisplay : IProgress<DownloadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole? _console;
    private readonly TimeProvider _time;
    private readonly long _started;
    private LiveDisplayContext? _display;
    private long _drawn;

    private DownloadDisplay(IAnsiConsole? console, TimeProvider time) => (_console, _time, _started) = (console, time, time.GetTimestamp());

    /// <summary>Creates the display for the host.</summary>
    public static DownloadDisplay Create(Host host, bool isQuiet, string address)
    {
        if (!isQuiet)
            host.Error.WriteLine($"downloading from {address}");
        return new(isQuiet || !host.CanRedraw ? null : host.ErrorConsole(), host.Time);
    }

    /// <summary>Shows progress during the work.</summary>
    public Task WatchAsync(Func<Task> work) => _console is null
        ? work()
        : _console.Live(new BelowABlankLine(new Text(" "))).AutoClear(true).StartAsync(display =>
        {
            _display = display;
            return work();
        });

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (_display is null || _time.GetElapsedTime(_drawn) < Interval)
            return;
        _drawn = _time.GetTimestamp();
        double share = value.Total == 0 ? 0 : (double)value.Received / value.Total;
        var left = share > 0 ? _time.GetElapsedTime(_started) * ((1 - share) / share) : TimeSpan.Zero;
        _display.UpdateTarget(new BelowABlankLine(new ProgressBar(
            Figures.Percent(share), share, $"{Megabytes(value.Received)} of {Megabytes(value.Total)} MB", $"{Figures.Clock(left)} left")));
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F0", CultureInfo.InvariantCulture);
}
