using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Forwards the events of a run to each of its observers, in order.</summary>
internal sealed class RunObservers(IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    private readonly IRunObserver[] _observers = [.. observers];

    public void OnLoading(Recipe recipe)
    {
        foreach (var observer in _observers)
            observer.OnLoading(recipe);
    }

    public void OnReady(RunPlan plan)
    {
        foreach (var observer in _observers)
            observer.OnReady(plan);
    }

    public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
        foreach (var observer in _observers)
            observer.OnStart(epochs, stepsPerEpoch, samplesPerEpoch);
    }

    public void OnResume(Checkpoint from)
    {
        foreach (var observer in _observers)
            observer.OnResume(from);
    }

    public void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
        foreach (var observer in _observers)
            observer.OnResume(epochs);
    }

    public void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
        foreach (var observer in _observers)
            observer.OnStep(step, loss, penalty, correct, samples);
    }

    public void OnEpoch(EpochRecord epoch)
    {
        foreach (var observer in _observers)
            observer.OnEpoch(epoch);
    }

    public bool WantsCheckpoint(EpochRecord epoch) => Array.Exists(_observers, observer => observer.WantsCheckpoint(epoch));

    public void OnCheckpoint(Checkpoint checkpoint)
    {
        foreach (var observer in _observers)
        {
            if (observer.WantsCheckpoint(checkpoint.Epochs[^1]))
                observer.OnCheckpoint(checkpoint);
        }
    }

    public void OnTesting()
    {
        foreach (var observer in _observers)
            observer.OnTesting();
    }
}
