using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console.Rendering;

namespace Nabla.Cli.Display;

/// <summary>One of several concurrent runs, as a bar.</summary>
/// <param name="run">The run.</param>
/// <param name="draw">Draws all of them, if it is time.</param>
internal sealed class LiveRun(PlannedRun run, Action draw) : IRunObserver
{
    private int _epochs = 1;
    private int _epochsDone;
    private long _stepsInAll = 1;
    private long _stepsDone;
    private string _validation = "";
    private string _state = "waiting for the data";

    /// <summary>Gets the run.</summary>
    public PlannedRun Run => run;

    /// <summary>Gets the completed fraction.</summary>
    public double Share => (double)_stepsDone / _stepsInAll;

    /// <summary>Gets the fraction that was complete when the run was resumed.</summary>
    public double ShareBefore { get; private set; }

    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => (_epochs, _stepsInAll, _state) = (epochs, (long)epochs * stepsPerEpoch, "");

    public void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
        (_epochsDone, _stepsDone, _validation) = (epochs.Count, epochs[^1].Step, Validation(epochs[^1]));
        ShareBefore = Share;
    }

    public void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
        _stepsDone = step;
        draw();
    }

    public void OnEpoch(EpochRecord epoch) => (_epochsDone, _validation) = (epoch.Epoch, Validation(epoch));

    public void OnTesting() => _state = "testing";

    /// <summary>Returns the run as one line.</summary>
    public IRenderable Bar(int nameWidth) => new ProgressBar(
        $"  {$"{run.Entry}, seed {run.Seed}".PadRight(nameWidth)}",
        Share,
        _state,
        _validation,
        $"{_epochsDone}/{_epochs}");

    private static string Validation(EpochRecord epoch) =>
        epoch.ValidationAccuracy is { } accuracy ? $"validation {Figures.Percent(accuracy)}" : $"validation RMSE {Figures.Rounded(epoch.ValidationRmse ?? double.NaN)}";
}
