using Nabla.Formats;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>Keeps the checkpoint of a run in its directory: of the first epoch that ends, and then whenever enough time has passed.</summary>
/// <remarks>
/// Writing takes milliseconds, which is much for an epoch of as few. The interval bounds what it costs, and a crash takes no more than the
/// interval and an epoch. The first epoch counts at once, so a run that is killed again and again still comes to its end.
/// The last epoch has none: the results are written a moment later.
/// </remarks>
internal sealed class RunCheckpoints(RunDirectory directory, Recipe recipe, TimeSpan interval, TimeProvider time) : ICheckpointKeeper
{
    private readonly string _recipe = recipe.ToJson();
    private long? _kept;

    public bool Wants(EpochRecord epoch) => epoch.Epoch < recipe.Epochs && (_kept is not { } kept || time.GetElapsedTime(kept) >= interval);

    public void Keep(Checkpoint checkpoint)
    {
        directory.WriteCheckpoint(path => CheckpointFile.Save(path, checkpoint, _recipe));
        _kept = time.GetTimestamp();
    }
}
