namespace Nabla.Networks;

/// <summary>Puts checkpoints of a run away, so that it can be continued. Called on the thread that trains, after the observer.</summary>
public interface ICheckpointKeeper
{
    /// <summary>Whether to keep the run as it is after this epoch. Asked first, since a checkpoint is a copy of all parameters.</summary>
    bool Wants(EpochRecord epoch);

    /// <summary>Puts a checkpoint away.</summary>
    void Keep(Checkpoint checkpoint);
}
