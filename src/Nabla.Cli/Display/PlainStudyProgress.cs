using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>Shows a study in lines, one per completed run, for files, pipes and build servers.</summary>
internal sealed class PlainStudyProgress(TextWriter writer) : StudyProgress
{
    private readonly Lock _gate = new();
    private int _runs;
    private int _ended;

    public override T Watch<T>(Func<T> work) => work();

    public override void OnStart(StudyPlan plan)
    {
        _runs = plan.Runs.Count;
        foreach (string line in Headline(plan))
            writer.WriteLine(line);
        writer.Flush();
    }

    public override void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
    {
        lock (_gate)
        {
            _ended++;
            writer.WriteLine(
                $"run {_ended}/{_runs}: {run.Entry}, seed {run.Seed}: {Outcome(result)}"
                + $"{(result.BestEpoch is { } best ? $", best epoch {best}/{result.Epochs.Count}" : "")}"
                + $"{(wasThere ? ", already done" : $", training {Figures.Duration(TimeSpan.FromSeconds(result.TrainingSeconds))}")}");
            writer.Flush();
        }
    }
}
