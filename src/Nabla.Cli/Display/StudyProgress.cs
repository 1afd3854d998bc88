using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>Shows a study in progress.</summary>
internal abstract class StudyProgress : IStudyObserver
{
    /// <summary>Creates the display for the host: redrawn, line by line, or none.</summary>
    public static StudyProgress Create(Host host, bool isQuiet) =>
        isQuiet ? new SilentStudyProgress() : host.CanRedraw ? new LiveStudyProgress(host.ErrorConsole(), host.Time) : new PlainStudyProgress(host.Error);

    /// <summary>Shows progress during the work.</summary>
    public abstract T Watch<T>(Func<T> work);

    public virtual void OnStart(StudyPlan plan)
    {
    }

    public virtual IRunObserver? OnRun(PlannedRun run, int threads) => null;

    public virtual void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
    {
    }

    /// <summary>Called when all runs have ended and their reports are about to be written.</summary>
    public virtual void OnReporting()
    {
    }

    /// <summary>Returns the plan of a study.</summary>
    protected static IEnumerable<string> Headline(StudyPlan plan)
    {
        yield return $"{plan.Study.Name}: {plan.Study.Question}";
        string runs = $"{Figures.Plural(plan.Study.Entries.Count, "entry", "entries")}, {Figures.Plural(plan.Study.Seeds.Count, "seed", "seeds")}";
        yield return plan.Pending == plan.Runs.Count
            ? $"{runs}: {Figures.Plural(plan.Runs.Count, "run", "runs")} on {Figures.Plural(plan.Threads, "thread", "threads")}"
            : $"{runs}: {plan.Pending} of {Figures.Plural(plan.Runs.Count, "run", "runs")} remaining, on {Figures.Plural(plan.Threads, "thread", "threads")}";
        foreach (var entry in plan.Study.Entries)
        {
            if (plan.Matches.TryGetValue(entry.Name, out var match))
                yield return match.Sentence(entry.Name, entry.Match!);
        }
    }

    /// <summary>Describes the end of a run in a few words.</summary>
    protected static string Outcome(RunResult result) => result switch
    {
        { StopReason: StopReason.Diverged } => "diverged",
        { BestEpoch: null } => "no epoch completed",
        { StopReason: StopReason.Cancelled } => $"cancelled after epoch {result.Epochs.Count}",
        { TestAccuracy: { } accuracy } => $"test accuracy {Figures.Percent(accuracy)}",
        _ => $"test RMSE {(result.TestRmse is { } rmse ? Figures.Rounded(rmse) : "not a finite number")}",
    };
}
