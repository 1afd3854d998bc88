namespace Nabla.Networks;

/// <summary>Watches a run; cannot change a number of it. Called on the thread that trains: be quick, or training waits.</summary>
public interface ITrainingObserver
{
    /// <summary>Training is about to begin.</summary>
    /// <param name="epochs">Epochs in the whole run.</param>
    /// <param name="stepsPerEpoch">Steps in each.</param>
    /// <param name="samplesPerEpoch">Examples in each.</param>
    void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
    }

    /// <summary>Training goes on from a checkpoint; told right after the start. Unless it is taken up here, <see cref="OnResume(IReadOnlyList{EpochRecord})"/> tells of its epochs.</summary>
    /// <param name="from">The checkpoint.</param>
    void OnResume(Checkpoint from) => OnResume(from.Epochs);

    /// <summary>Training goes on from a checkpoint; told right after the start.</summary>
    /// <param name="epochs">The epochs that were done before, at least one.</param>
    void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
    }

    /// <summary>A step was done.</summary>
    void OnStep(in StepRecord step)
    {
    }

    /// <summary>The layers at the end of an epoch, where the options ask for them; told right before its record.</summary>
    void OnInspection(EpochInspection inspection)
    {
    }

    /// <summary>An epoch, with its validation, was done.</summary>
    void OnEpoch(EpochRecord epoch)
    {
    }
}
