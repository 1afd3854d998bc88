using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console.Rendering;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Shows a study on a terminal: a bar for all of it, one for each current run, a line for each completed one.</summary>
/// <remarks>
/// Several runs train at the same time and each blocks while it draws, so drawing happens at most ten times a second, and a run skips it if another one
/// is drawing.
/// </remarks>
internal sealed class LiveStudyProgress(IAnsiConsole console, TimeProvider time) : StudyProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<LiveRun> _going = [];
    private LiveDisplayContext? _display;
    private StudyPlan? _plan;
    private long _started;
    private long _drawn;
    private int _ended;
    private int _nameWidth;
    private bool _isReporting;
    private double _workDone;
    private double _workLeft;

    public override T Watch<T>(Func<T> work) => console.Live(new BelowABlankLine(new Text(" "))).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(display =>
    {
        _display = display;
        return work();
    });

    public override void OnStart(StudyPlan plan)
    {
        _plan = plan;
        _started = time.GetTimestamp();
        _nameWidth = plan.Runs.Select(Label).Append($"{plan.Runs.Count} of {plan.Runs.Count} runs").Max(label => label.Length);
        _workLeft = plan.Runs.Sum(Work);
        foreach (string line in Headline(plan).SelectMany(line => TerminalLine.Wrap(line, console.Profile.Width)))
            console.MarkupLineInterpolated($"[grey]{line}[/]");
        console.WriteLine();
        console.MarkupLineInterpolated($"[grey]{Row("run", "test", "valid.", "best", "training")}[/]");
    }

    public override IRunObserver OnRun(PlannedRun run, int threads)
    {
        lock (_gate)
        {
            var going = new LiveRun(run, Draw);
            _going.Add(going);
            return going;
        }
    }

    public override void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
    {
        lock (_gate)
        {
            _going.RemoveAll(going => going.Run == run);
            _ended++;
            _workLeft -= Work(run);
            _workDone += wasThere ? 0 : Work(run);
            double? validation = result.BestEpoch is { } best ? result.Epochs[best - 1].ValidationAccuracy : null;
            string line = Row(
                Label(run),
                result.StopReason == StopReason.Diverged ? "diverged" : result.TestAccuracy is { } test ? Figures.Percent(test) : result.TestRmse is { } rmse ? Figures.Rounded(rmse) : "none",
                validation is { } share ? Figures.Percent(share) : "",
                result.BestEpoch is { } epoch ? $"{epoch}/{result.Epochs.Count}" : "",
                wasThere ? "before" : Figures.Duration(TimeSpan.FromSeconds(result.TrainingSeconds)));
            if (result.StopReason is StopReason.Diverged or StopReason.Cancelled)
                console.MarkupLineInterpolated($"[yellow]{line}[/]");
            else
                console.MarkupLineInterpolated($"{line}");
            Update();
        }
    }

    public override void OnReporting()
    {
        lock (_gate)
        {
            _isReporting = true;
            Update();
        }
    }

    /// <summary>Returns the relative work of a run, for the time remaining: multiply-adds of one example, times epochs.</summary>
    private static double Work(PlannedRun run)
    {
        var data = DataSource.Parse(run.Recipe.Data);
        return (double)ParameterMatching.Count(data.Features, run.Recipe.Hidden, data.Classes) * run.Recipe.Epochs;
    }

    private static string Label(PlannedRun run) => $"{run.Entry}, seed {run.Seed}";

    /// <summary>Formats a row of the table of runs, truncated to the width of the terminal.</summary>
    private string Row(string run, params IReadOnlyList<string> cells)
    {
        string line = "  " + run.PadRight(_nameWidth);
        foreach (string cell in cells)
        {
            string longer = line + cell.PadLeft(10);
            if (longer.Length >= console.Profile.Width)
                break;
            line = longer;
        }

        return TerminalLine.Cut(line, console.Profile.Width);
    }

    private void Draw()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _drawn)) < Interval || !_gate.TryEnter())
            return;
        try
        {
            Update();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Update()
    {
        Volatile.Write(ref _drawn, time.GetTimestamp());
        double going = _going.Sum(run => run.Share * Work(run.Run));
        double begunBefore = _going.Sum(run => run.ShareBefore * Work(run.Run));
        double done = _workDone + going - begunBefore, left = _workLeft - going;
        var elapsed = time.GetElapsedTime(_started);
        var bars = new List<IRenderable>
        {
            new ProgressBar(
                $"  {$"{_ended} of {_plan!.Runs.Count} runs".PadRight(_nameWidth)}",
                1 - (left / _plan.Runs.Sum(Work)),
                _isReporting ? "writing the reports" : done > 0 && left > 0 ? $"{Figures.Clock(elapsed * (left / done))} left" : ""),
        };
        bars.AddRange(_going.Select(run => run.Bar(_nameWidth)));
        _display?.UpdateTarget(new BelowABlankLine(new Rows(bars)));
    }
}
