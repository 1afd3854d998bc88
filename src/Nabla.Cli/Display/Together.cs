using Nabla.Studies;
using Nabla.Training;

namespace Nabla.Cli.Display;

/// <summary>Two that watch the same run.</summary>
internal sealed class Together(IRunObserver first, IRunObserver second) : IRunObserver
{
    public void OnLoading(Recipe recipe)
    {
        first.OnLoading(recipe);
        second.OnLoading(recipe);
    }

    public void OnReady(RunPlan plan)
    {
        first.OnReady(plan);
        second.OnReady(plan);
    }

    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
        first.OnStart(epochs, stepsPerEpoch, samplesPerEpoch);
        second.OnStart(epochs, stepsPerEpoch, samplesPerEpoch);
    }

    public void OnResume(Checkpoint from)
    {
        first.OnResume(from);
        second.OnResume(from);
    }

    public void OnStep(in StepRecord step)
    {
        first.OnStep(in step);
        second.OnStep(in step);
    }

    public void OnInspection(EpochInspection inspection)
    {
        first.OnInspection(inspection);
        second.OnInspection(inspection);
    }

    public void OnEpoch(EpochRecord epoch)
    {
        first.OnEpoch(epoch);
        second.OnEpoch(epoch);
    }

    public void OnTesting()
    {
        first.OnTesting();
        second.OnTesting();
    }

    public void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
        first.OnResume(epochs);
        second.OnResume(epochs);
    }
}
