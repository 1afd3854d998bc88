using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A run that this process trains: an observer that publishes a state at the end of each epoch for any thread.</summary>
/// <remarks>The training thread only appends to lists; readers do the remaining work.</remarks>
public sealed class WatchedTraining : IRunObserver, ILiveRun
{
    private readonly AppendOnlyList<EpochRecord> _epochs = new();
    private readonly AppendOnlyList<double> _stepLosses = new();
    private PartialRun _run;
    private volatile LiveState _state;

    /// <summary>Initializes the observer of a run that has not begun.</summary>
    /// <param name="recipe">The recipe of the run.</param>
    public WatchedTraining(Recipe recipe)
    {
        _run = new() { Recipe = recipe with { Name = recipe.RunName } };
        _state = new(hasEnded: false, _run.ToReport);
    }

    /// <inheritdoc/>
    public LiveState State => _state;

    /// <inheritdoc/>
    public void OnReady(RunPlan plan)
    {
        _run = _run with { Recipe = plan.Recipe, Parameters = plan.Parameters };
        Publish();
    }

    /// <inheritdoc/>
    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => _run = _run with { SamplesPerEpoch = samplesPerEpoch };

    /// <inheritdoc/>
    public void OnResume(Checkpoint from)
    {
        foreach (var epoch in from.Epochs)
            _epochs.Add(epoch);
        foreach (double loss in from.StepLosses)
            _stepLosses.Add(loss);
        Publish();
    }

    /// <inheritdoc/>
    public void OnStep(long step, double loss, double penalty, int? correct, int samples) => _stepLosses.Add(loss);

    /// <inheritdoc/>
    public void OnEpoch(EpochRecord epoch)
    {
        _epochs.Add(epoch);
        Publish();
    }

    /// <summary>Marks the end of the run: from then on its complete report is shown.</summary>
    /// <param name="read">Reads the report's data.</param>
    public void End(Func<ReportedRun> read) => _state = new(hasEnded: true, read);

    private void Publish()
    {
        _run = _run with { Epochs = _epochs.Slice(), StepLosses = _stepLosses.Slice() };
        _state = new(hasEnded: false, _run.ToReport);
    }
}
