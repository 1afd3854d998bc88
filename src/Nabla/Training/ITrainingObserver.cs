namespace Nabla.Networks;

/// <summary>Watches a run and may keep its checkpoints; cannot change a number of it. Called on the thread that trains: be quick, or training waits.</summary>
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
    /// <param name="step">Counted from 1 over the whole run.</param>
    /// <param name="loss">The batch's mean loss: before the update, or with L-BFGS after it.</param>
    /// <param name="penalty">The elastic net's term, which the loss does not hold; 0 without one.</param>
    /// <param name="correct">The number of correctly classified examples; null for a regression.</param>
    /// <param name="samples">The number of examples in the batch.</param>
    void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
    }

    /// <summary>An epoch, with its validation, was done.</summary>
    /// <param name="epoch">What came out.</param>
    void OnEpoch(EpochRecord epoch)
    {
    }

    /// <summary>Returns whether <see cref="OnCheckpoint"/> is to be told of the run as it is after this epoch. Asked right after <see cref="OnEpoch"/>. Default false: a checkpoint is a copy of all parameters.</summary>
    /// <param name="epoch">The epoch that was done.</param>
    bool WantsCheckpoint(EpochRecord epoch) => false;

    /// <summary>A checkpoint that was wanted: put away, it lets the run go on from here.</summary>
    /// <param name="checkpoint">A copy that training does not change.</param>
    void OnCheckpoint(Checkpoint checkpoint)
    {
    }
}
