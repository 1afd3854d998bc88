using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Training;

/// <summary>A run that stops after any of its epochs and goes on from its checkpoint is the run that never stopped.</summary>
public sealed class CheckpointTests
{
    private const int Epochs = 5;

    private static readonly Blobs Data = new(600, 12, 4, new RandomKey(3));

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.9f, false)]
    [InlineData(0.9f, true)]
    public void Stopped_after_any_epoch_and_continued_it_comes_to_the_same_bits(float momentum, bool nesterov)
    {
        using var folder = new TemporaryFolder();
        var optimizer = new Sgd(0.2f, momentum, nesterov);
        var whole = Train(optimizer);
        for (int stop = 1; stop <= Epochs; stop++)
        {
            using var source = new CancellationTokenSource();
            var keeper = new Keeper { After = epoch => { if (epoch == stop) source.Cancel(); } };
            Assert.Equal(stop < Epochs ? StopReason.Cancelled : StopReason.Completed, Train(optimizer, observer: keeper, cancellation: source.Token).StopReason);

            keeper.Kept[^1].Save(folder["checkpoint"], "recipe");
            var (checkpoint, _) = Checkpoint.Load(folder["checkpoint"]);
            var watcher = new Watcher();
            var report = Train(optimizer, checkpoint, observer: watcher);

            Assert.Equal(WithoutLists(whole), WithoutLists(report));
            Assert.Equal(whole.StepLosses, report.StepLosses);
            Assert.Equal(whole.Epochs.SelectMany(epoch => epoch.Layers), report.Epochs.SelectMany(epoch => epoch.Layers));
            Assert.All(report.Epochs, epoch => Assert.Equal(3, epoch.Layers.Count));
            Assert.Equal(WithoutTimes(whole.Epochs), WithoutTimes(report.Epochs));
            Assert.Equal(checkpoint.Epochs, watcher.Before);
            Assert.Equal(report.Epochs.Skip(stop), watcher.After);
            Assert.Equal(checkpoint.Epochs, report.Epochs.Take(stop));
            Assert.Equal(keeper.Kept[^1].Epochs.Select(epoch => epoch.TrainingTime), checkpoint.Epochs.Select(epoch => epoch.TrainingTime));
        }
    }

    [Fact]
    public void A_run_may_stop_after_every_epoch_on_other_threads()
    {
        var optimizer = new Sgd(0.2f, 0.5f);
        Checkpoint? checkpoint = null;
        for (int epoch = 1; epoch < Epochs; epoch++)
        {
            using var source = new CancellationTokenSource();
            var keeper = new Keeper { After = _ => source.Cancel() };
            Train(optimizer, checkpoint, keeper, threads: epoch, cancellation: source.Token);
            checkpoint = Assert.Single(keeper.Kept);
            Assert.Equal(epoch, checkpoint.Epochs.Count);
        }

        Assert.Equal(Train(optimizer).FinalFingerprint, Train(optimizer, checkpoint).FinalFingerprint);
    }

    [Fact]
    public void The_times_before_the_checkpoint_are_kept()
    {
        var keeper = new Keeper();
        var whole = Train(new Sgd(0.1f), observer: keeper);
        var report = Train(new Sgd(0.1f), keeper.Kept[^1]);
        Assert.Equal(whole.TrainingTime, report.TrainingTime);
        Assert.Equal(whole.TrainingTime, whole.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.TrainingTime));
    }

    [Fact]
    public void A_checkpoint_is_a_value_that_training_does_not_change()
    {
        var keeper = new Keeper();
        string? first = null;
        keeper.After = epoch => first ??= Hash(keeper.Kept[0]);
        Train(new Sgd(0.1f, 0.9f), observer: keeper);
        Assert.Equal(first, Hash(keeper.Kept[0]));
        Assert.NotEqual(first, Hash(keeper.Kept[1]));
    }

    [Fact]
    public void Nothing_is_copied_for_a_keeper_that_does_not_want_it()
    {
        var keeper = new Keeper { Wanted = epoch => epoch == 3 };
        Train(new Sgd(0.1f), observer: keeper);
        Assert.Equal(3, Assert.Single(keeper.Kept).Epochs.Count);
    }

    [Fact, Trait("Category", "Allocation")]
    public void Steps_allocate_nothing_before_a_checkpoint_and_after_one()
    {
        var keeper = new Keeper { Wanted = epoch => epoch == 2 };
        Train(new Sgd(0.1f, 0.9f), observer: keeper);
        Assert.Equal(0, Allocations.Smallest(() =>
        {
            var watcher = new Watcher { Wanted = 4 };
            Train(new Sgd(0.1f, 0.9f), keeper.Kept[0], watcher);

            // Steps 33 to 80, three epochs of sixteen: what is allocated between the steps of one epoch is what those steps allocate.
            return Enumerable.Range(2, Epochs - 2).Sum(epoch => watcher.Allocated[(16 * epoch) + 16] - watcher.Allocated[(16 * epoch) + 2]);
        }));
    }

    [Fact]
    public void A_diverging_run_diverges_at_the_same_step_after_a_checkpoint()
    {
        var optimizer = new Sgd(1e12f);
        var keeper = new Keeper();
        var options = new TrainerOptions { Epochs = 50, BatchSize = 540 };
        var whole = Train(optimizer, observer: keeper, options: options);
        Assert.Equal(StopReason.Diverged, whole.StopReason);
        Assert.NotEmpty(keeper.Kept);
        var resumed = Train(optimizer, keeper.Kept[0], options: options);
        Assert.Equal((whole.DivergedStep, whole.DivergedTensor), (resumed.DivergedStep, resumed.DivergedTensor));
    }

    [Fact]
    public void A_state_that_was_saved_when_AdamW_had_a_name_of_its_own_is_one_of_Adam()
    {
        using var folder = new TemporaryFolder();
        var parameters = new Network(new Linear(7, 5)).Parameters;
        var adam = new Adam(weightDecay: 0.01);
        var state = adam.CreateState(parameters).Save();
        foreach (var (saved, read) in new[] { ("AdamW", "Adam"), ("AdamW on the autograd engine", "Adam on the autograd engine"), ("AdamWise", "AdamWise") })
        {
            var checkpoint = new Checkpoint
            {
                Values = new float[1], BestValues = new float[1], Epochs = [], StepLosses = [], InitialFingerprint = "abc", State = state with { Kind = saved },
            };
            checkpoint.Save(folder["checkpoint"], "recipe");
            Assert.Equal(read, Checkpoint.Load(folder["checkpoint"]).Item1.State.Kind);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_with_the_difference()
    {
        var keeper = new Keeper();
        var sgd = new Sgd(0.1f);
        string fingerprint = Train(sgd, observer: keeper).InitialFingerprint;
        var checkpoint = keeper.Kept[1];

        Refused(checkpoint with { InitialFingerprint = "abc" }, sgd, $"its run started with the parameters abc, this one starts with {fingerprint}");
        Refused(checkpoint with { Values = new float[7] }, sgd, "it has 7 parameters and statistics, but this network has 368");
        Refused(checkpoint with { BestValues = default }, sgd, "it has 0 parameters and statistics, but this network has 368");
        Refused(checkpoint, new Sgd(0.1f, 0.9f), "its state has no buffer in single precision \"velocity\"");
        Refused(checkpoint with { Epochs = [] }, sgd, "it has completed 0 epochs, but this run has 5");
        Refused(checkpoint with { Epochs = [.. Enumerable.Repeat(checkpoint.Epochs[0], 6)] }, sgd, "it has completed 6 epochs, but this run has 5");
        Refused(checkpoint with { StepLosses = [1, 2] }, sgd, "it has 2 steps, but 2 epochs of this run have 32");

        static void Refused(Checkpoint checkpoint, Sgd optimizer, string reason)
        {
            var error = Assert.Throws<ArgumentException>(() => Train(optimizer, checkpoint));
            Assert.StartsWith($"The run cannot resume from this checkpoint: {reason}.", error.Message, StringComparison.Ordinal);
        }
    }

    private static string Hash(Checkpoint checkpoint)
    {
        using var folder = new TemporaryFolder();
        checkpoint.Save(folder["checkpoint"], "");
        return Convert.ToHexString(File.ReadAllBytes(folder["checkpoint"]));
    }

    private static TrainingReport WithoutLists(TrainingReport report) => report with { TrainingTime = default, Epochs = [], StepLosses = [] };

    private static IEnumerable<EpochRecord> WithoutTimes(IEnumerable<EpochRecord> epochs) => epochs.Select(epoch => epoch with { TrainingTime = default, Layers = [] });

    private static TrainingReport Train(
        Sgd optimizer,
        Checkpoint? from = null,
        ITrainingObserver? observer = null,
        TrainerOptions? options = null,
        int threads = 1,
        CancellationToken cancellation = default)
    {
        var network = Network.Create(12, [20], 4);
        network.Initialize(new RandomKey(8));
        var splits = Data.Split();
        using var processor = new Processor(threads);
        var trainer = new Trainer(network, new SoftmaxCrossEntropy(), optimizer, options ?? new() { Epochs = Epochs, BatchSize = 32, Inspect = true }, processor);
        var report = trainer.Fit(splits.Train, splits.Validation, observer, from, cancellation);
        Assert.Equal(report.BestFingerprint, network.Parameters.Fingerprint());
        return report;
    }

    private sealed class Keeper : ITrainingObserver
    {
        public List<Checkpoint> Kept { get; } = [];

        public Func<int, bool> Wanted { get; init; } = _ => true;

        public Action<int>? After { get; set; }

        public bool WantsCheckpoint(EpochRecord epoch) => Wanted(epoch.Epoch);

        public void OnCheckpoint(Checkpoint checkpoint)
        {
            Kept.Add(checkpoint);
            After?.Invoke(checkpoint.Epochs.Count);
        }
    }

    private sealed class Watcher : ITrainingObserver
    {
        public IReadOnlyList<EpochRecord> Before { get; private set; } = [];

        public List<EpochRecord> After { get; } = [];

        /// <summary>The epoch whose checkpoint it asks for.</summary>
        public int Wanted { get; init; }

        /// <summary>What the thread had allocated when a step had ended, by the step's number.</summary>
        public long[] Allocated { get; } = new long[100];

        public void OnResume(IReadOnlyList<EpochRecord> epochs) => Before = epochs;

        public void OnEpoch(EpochRecord epoch) => After.Add(epoch);

        public bool WantsCheckpoint(EpochRecord epoch) => epoch.Epoch == Wanted;

        public void OnStep(long step, double loss, double penalty, int? correct, int samples) => Allocated[step] = GC.GetAllocatedBytesForCurrentThread();
    }
}
