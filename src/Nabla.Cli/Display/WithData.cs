using Nabla.Data;
using Nabla.Studies;
using Nabla.Training;

namespace Nabla.Cli.Display;

/// <summary>Passes everything on to a display and remembers the run's data, so that the report need not load them again.</summary>
internal sealed class WithData(Progress progress) : IRunObserver
{
    /// <summary>The test images; null when no data were loaded.</summary>
    public Dataset? Test { get; private set; }

    public void OnLoading(Recipe recipe) => progress.OnLoading(recipe);

    public void OnReady(RunPlan plan)
    {
        Test = plan.Splits.Test.Dataset;
        progress.OnReady(plan);
    }

    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => progress.OnStart(epochs, stepsPerEpoch, samplesPerEpoch);

    public void OnResume(IReadOnlyList<EpochRecord> epochs) => progress.OnResume(epochs);

    public void OnStep(in StepRecord step) => progress.OnStep(in step);

    public void OnEpoch(EpochRecord epoch) => progress.OnEpoch(epoch);

    public void OnTesting() => progress.OnTesting();
}
