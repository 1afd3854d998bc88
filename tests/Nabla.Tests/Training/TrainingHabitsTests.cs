using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Training;

/// <summary>What the trainer does beside steps: stopping early, choosing by loss, penalties, schedules, clipping, other methods, looking at layers.</summary>
public sealed class TrainingHabitsTests
{
    private static readonly Blobs Data = new(600, 12, 4, new RandomKey(3));
    private static readonly TrainerOptions Options = new() { Epochs = 4, BatchSize = 32 };

    [Fact]
    public void It_stops_early_and_keeps_the_best_epoch()
    {
        var report = Train(Options with { Epochs = 50, Patience = 3 });
        Assert.Equal(StopReason.EarlyStopped, report.StopReason);
        Assert.True(report.Epochs.Count < 50);
        Assert.Equal(report.BestEpoch + 3, report.Epochs.Count);
    }

    [Fact]
    public void The_best_epoch_may_go_by_loss()
    {
        var report = Train(Options with { Epochs = 12, BestBy = BestBy.Loss });
        Assert.Equal(report.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch, report.BestEpoch);
    }

    [Fact]
    public void A_penalty_is_a_term_of_its_own_and_makes_weights_smaller()
    {
        var (without, with) = (Train(Options with { Inspect = true }), Train(Options with { L1 = [1e-4], L2 = [1e-2, 1e-3, 0], Inspect = true }));
        Assert.All(without.Epochs, epoch => Assert.Equal(0, epoch.Penalty));
        Assert.All(with.Epochs, epoch => Assert.True(epoch.Penalty > 0));
        Assert.Equal(without.StepLosses[0], with.StepLosses[0]);
        Assert.True(with.Epochs[^1].Layers[0].ParameterNorm < without.Epochs[^1].Layers[0].ParameterNorm);
    }

    [Fact]
    public void A_schedule_of_ones_own_sees_every_step_and_the_epochs_before_it()
    {
        var schedule = new InverseRoot();
        var report = Train(Options with { Schedule = schedule });
        int steps = report.StepLosses.Count;
        Assert.Equal(Enumerable.Range(0, steps).Select(step => ((long)step + 1, (long)steps, step / (steps / 4))), schedule.Seen);
        Assert.All(report.Epochs, epoch => Assert.Equal(0.2f / Math.Sqrt(epoch.Step), epoch.LearningRate));
    }

    [Fact]
    public void The_rate_follows_the_schedule()
    {
        var report = Train(Options with { Schedule = LearningRateSchedule.Step(every: 2, factor: 0.5) });
        Assert.Equal([0.2f, 0.2f, 0.5 * 0.2f, 0.5 * 0.2f], report.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void A_plateau_schedule_sees_the_epochs()
    {
        // A rate that moves nothing makes no progress: after the third epoch a patience of 1 is over, and after the fifth once more.
        var report = Train(Options with { Epochs = 6, Schedule = LearningRateSchedule.ReduceOnPlateau(factor: 0.5, patience: 1) }, new Sgd(1e-30));
        Assert.Single(report.Epochs.Select(epoch => epoch.ValidationLoss).Distinct());
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.25], report.Epochs.Select(epoch => epoch.LearningRate / 1e-30f));
    }

    [Fact]
    public void Clipping_bounds_what_a_step_moves()
    {
        var key = new RandomKey(8);
        var network = Nabla.Network.Create(12, [20], 4);
        network.Initialize(key);
        float[] before = network.Parameters.Values.ToArray();
        using var processor = new Processor(threads: 1);
        var step = new GradientStep(network, new SoftmaxCrossEntropy(), new Sgd(1), 32, key, processor) { Clipping = new(0.01) };
        step.Run(Data.Split().Train, [.. Enumerable.Range(0, 32)], step: 1);
        double moved = Math.Sqrt(before.Zip(network.Parameters.Values.ToArray(), (a, b) => (double)(a - b) * (a - b)).Sum());
        Assert.InRange(moved, 0.0099, 0.01001);
    }

    [Fact]
    public void Lbfgs_sees_all_examples_in_each_epoch_and_lowers_the_loss_every_time()
    {
        var report = Train(Options with { Epochs = 15, L2 = [1e-3] }, TrainingMethod.Lbfgs());
        Assert.Equal(15, report.StepLosses.Count);
        double[] totals = [.. report.Epochs.Select(epoch => epoch.TrainLoss + epoch.Penalty)];
        Assert.All(totals.Zip(totals.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        Assert.True(totals[^1] < 0.5 * totals[0]);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("whitening")]
    [InlineData("adam")]
    [InlineData("rmsProp")]
    [InlineData("lbfgs")]
    public void Everything_gives_one_fingerprint_on_every_width_and_number_of_threads_and_after_a_checkpoint(string what)
    {
        var options = Options with
        {
            L1 = [1e-5], L2 = [1e-4], Inspect = true, Patience = 3, BestBy = BestBy.Loss,
        };
        if (what != "lbfgs")
            options = options with { MaxGradientNorm = 5, Schedule = LearningRateSchedule.WarmUp(10, LearningRateSchedule.ReduceOnPlateau()) };
        TrainingReport? expected = null;
        foreach (var (width, threads) in new[] { (VectorWidth.Scalar, 1), (VectorWidth.Vector128, 2), (VectorWidth.Vector256, 3), (VectorWidth.Vector512, 2) })
        {
            var report = Train(options, Method(what), Network(what), threads, width);
            expected ??= report;
            Assert.Equal(expected.FinalFingerprint, report.FinalFingerprint);
            Assert.Equal(expected.Epochs.SelectMany(epoch => epoch.Layers), report.Epochs.SelectMany(epoch => epoch.Layers));
        }

        Checkpoint? kept = null;
        using var source = new CancellationTokenSource();
        var keeper = new FirstKeeper(checkpoint =>
        {
            kept = checkpoint;
            source.Cancel();
        });
        Train(options, Method(what), Network(what), observer: keeper, cancellation: source.Token);
        var resumed = Train(options, Method(what), Network(what), from: kept);
        Assert.Equal(expected!.FinalFingerprint, resumed.FinalFingerprint);
        Assert.Equal(expected.StepLosses, resumed.StepLosses);
        Assert.Equal(expected.Epochs.Select(epoch => (epoch.Penalty, epoch.LearningRate)), resumed.Epochs.Select(epoch => (epoch.Penalty, epoch.LearningRate)));
    }

    [Fact, Trait("Category", "Allocation")]
    public void A_step_with_everything_allocates_nothing()
    {
        using var processor = new Processor(threads: 1);
        var key = new RandomKey(5);
        foreach (string what in new[] { "batch", "whitening", "adam", "rmsProp" })
        {
            var network = Network(what);
            network.Initialize(key);
            var method = Method(what);
            var step = method.CreateStep(network, new SoftmaxCrossEntropy(0.1f), 32, key, Options with { L1 = [1e-5], MaxGradientNorm = 1 }, processor);
            var train = Data.Split().Train;
            int[] positions = [.. Enumerable.Range(0, 32)];
            int number = 0;
            Assert.Equal(0, Allocations.Of(() => step.Run(train, positions, ++number)));
        }
    }

    private sealed class InverseRoot : LearningRateSchedule
    {
        public List<(long Step, long Steps, int Epochs)> Seen { get; } = [];

        public override string Kind => "InverseRoot";

        public override double Rate(double initial, long step, long steps, IReadOnlyList<EpochRecord> epochs)
        {
            Seen.Add((step, steps, epochs.Count));
            return initial / Math.Sqrt(step);
        }
    }

    private static Network Network(string what = "plain") => Nabla.Network.Create(
        12, [16, 16], 4, Activation.Relu,
        normalization: what switch { "batch" => Normalization.Batch, "whitening" => Normalization.Whitening, _ => Normalization.None },
        dropout: what is "plain" or "lbfgs" ? 0 : 0.2,
        residual: what != "plain");

    private static TrainingMethod Method(string what) => what switch
    {
        "adam" => new Adam(0.01f, weightDecay: 0.01),
        "rmsProp" => new RmsProp(0.001f, momentum: 0.5f),
        "lbfgs" => TrainingMethod.Lbfgs(),
        _ => new Sgd(0.2f),
    };

    private static TrainingReport Train(
        TrainerOptions options, TrainingMethod? method = null, Network? network = null, int threads = 1, VectorWidth width = VectorWidth.Vector512,
        Checkpoint? from = null, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        network ??= Network();
        network.Initialize(new RandomKey(8));
        var splits = Data.Split();
        using var processor = new Processor(threads, width);
        return new Trainer(network, new SoftmaxCrossEntropy(), method ?? new Sgd(0.2f), options, processor)
            .Fit(splits.Train, splits.Validation, observer, from, cancellation: cancellation);
    }

    private sealed class FirstKeeper(Action<Checkpoint> keep) : ITrainingObserver
    {
        public bool WantsCheckpoint(EpochRecord epoch) => true;

        public void OnCheckpoint(Checkpoint checkpoint) => keep(checkpoint);
    }
}
