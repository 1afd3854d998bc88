namespace Nabla.Networks;

/// <summary>Observes a run and may save its checkpoints; cannot change its results. Called on the training thread, so slow methods delay training.</summary>
public interface ITrainingObserver
{
    /// <summary>Called when training is about to begin.</summary>
    /// <param name="epochs">The number of epochs in the whole run.</param>
    /// <param name="stepsPerEpoch">The number of steps in each epoch.</param>
    /// <param name="samplesPerEpoch">The number of examples in each epoch.</param>
    void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
    }

    /// <summary>Called right after the start if training resumes from a checkpoint. The default implementation calls <see cref="OnResume(IReadOnlyList{EpochRecord})"/> with its epochs.</summary>
    /// <param name="from">The checkpoint.</param>
    void OnResume(Checkpoint from) => OnResume(from.Epochs);

    /// <summary>Called right after the start if training resumes from a checkpoint.</summary>
    /// <param name="epochs">The epochs completed before, at least one.</param>
    void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
    }

    /// <summary>Called after each step.</summary>
    /// <param name="step">The step, counted from 1 over the whole run.</param>
    /// <param name="loss">The batch's mean loss before the update, or with L-BFGS after it.</param>
    /// <param name="penalty">The elastic net penalty, which the loss does not include; 0 without one.</param>
    /// <param name="correct">The number of correctly classified examples; null for a regression.</param>
    /// <param name="samples">The number of examples in the batch.</param>
    void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
    }

    /// <summary>Called after each epoch and its validation.</summary>
    /// <param name="epoch">The results of the epoch.</param>
    void OnEpoch(EpochRecord epoch)
    {
    }

    /// <summary>Returns whether to call <see cref="OnCheckpoint"/> after this epoch. Called right after <see cref="OnEpoch"/>. Default false, because a checkpoint copies all parameters.</summary>
    /// <param name="epoch">The completed epoch.</param>
    bool WantsCheckpoint(EpochRecord epoch) => false;

    /// <summary>Called with a requested checkpoint, from which the run can be resumed.</summary>
    /// <param name="checkpoint">A copy that training does not modify.</param>
    void OnCheckpoint(Checkpoint checkpoint)
    {
    }
}
