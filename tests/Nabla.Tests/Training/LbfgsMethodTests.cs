using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>L-BFGS through the trainer: its batch, what it reports, how it ends, what it refuses.</summary>
public sealed class LbfgsMethodTests
{
    private static readonly Blobs Data = new(600, 12, 4, new RandomKey(3));
    private static readonly TrainerOptions Options = new() { Epochs = 500, L2 = [1e-2], BestBy = BestBy.Loss };

    [Theory]
    [InlineData(32, true)]
    [InlineData(32, false)]
    [InlineData(1_000, true)]
    public void It_takes_the_whole_split_whatever_the_batch_size_says(int batchSize, bool dropLastBatch)
    {
        var whole = Train(Options with { Epochs = 5, BatchSize = 540 });
        var report = Train(Options with { Epochs = 5, BatchSize = batchSize, DropLastBatch = dropLastBatch });
        Assert.Equal(5, report.StepLosses.Count);
        Assert.Equal(5 * 540, report.SamplesSeen);
        Assert.Equal(whole.StepLosses, report.StepLosses);
        Assert.Equal(whole.FinalFingerprint, report.FinalFingerprint);
    }

    [Fact]
    public void It_ends_when_it_has_converged_and_every_epoch_reports_what_the_network_then_does()
    {
        var network = Network();
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        var watcher = new Watcher(() => Evaluation.Measure(network, new SoftmaxCrossEntropy(), splits.Train, processor));
        var report = Train(Options, network, watcher);

        Assert.Equal(StopReason.Converged, report.StopReason);
        Assert.InRange(report.Epochs.Count, 5, 499);
        Assert.Equal(report.Epochs.Count, report.StepLosses.Count);
        Assert.All(report.Epochs.Zip(watcher.Found), pair =>
        {
            Assert.Equal(pair.Second.Loss, pair.First.TrainLoss, 1e-6);
            Assert.Equal(pair.Second.Accuracy, pair.First.TrainAccuracy);
            Assert.True(pair.First.Penalty > 0);
        });
        Assert.True(report.Epochs[^1].TrainAccuracy > 0.8);
    }

    [Fact]
    public void Where_there_is_nothing_to_lower_one_epoch_says_so()
    {
        var report = Train(Options, method: TrainingMethod.Lbfgs(gradientTolerance: 1_000));
        Assert.Equal(StopReason.Converged, report.StopReason);
        Assert.Single(report.Epochs);
        Assert.Equal(report.InitialFingerprint, report.FinalFingerprint);
        Assert.True(report.Epochs[0].TrainAccuracy > 0);
        Assert.InRange(report.Epochs[0].TrainLoss, 0.5, 5);
    }

    [Fact]
    public void A_converged_run_stays_as_it_is_when_it_is_resumed()
    {
        var keeper = new LastKeeper();
        var whole = Train(Options, observer: keeper);
        Assert.Equal(whole.Epochs.Count, keeper.Kept!.Epochs.Count);
        var resumed = Train(Options, from: keeper.Kept);
        Assert.Equal((StopReason.Converged, whole.FinalFingerprint, whole.BestFingerprint), (resumed.StopReason, resumed.FinalFingerprint, resumed.BestFingerprint));
        Assert.Equal(whole.StepLosses, resumed.StepLosses);

        var before = keeper.BeforeLast!;
        Assert.Equal((StopReason.Converged, whole.FinalFingerprint), Ending(Train(Options, from: before)));
        Assert.Equal((StopReason.Completed, keeper.FingerprintBeforeLast), Ending(Train(Options with { Epochs = before.Epochs.Count }, from: before)));

        static (StopReason, string) Ending(TrainingReport report) => (report.StopReason, report.FinalFingerprint);
    }

    [Fact]
    public void What_it_does_not_support_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(Options with { MaxGradientNorm = 5, Schedule = LearningRateSchedule.Cosine() }, Network(dropout: 0.5)));
        Assert.StartsWith(
            "MaxGradientNorm is 5; L-BFGS does not support gradient clipping; leave it null.\n"
            + "Schedule is Cosine; L-BFGS chooses the step size by line search; use a constant schedule.\n"
            + "The network has a Dropout layer; L-BFGS does not support dropout; remove the layer.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_another_method_is_refused()
    {
        var keeper = new LastKeeper();
        Train(Options with { Epochs = 2 }, method: new Adam(), observer: keeper);
        Refused("its state is of Adam, this run's method is Lbfgs", TrainingMethod.Lbfgs(), keeper.Kept!);
        Train(Options with { Epochs = 2 }, observer: keeper);
        Refused("its state has no buffer in single precision \"s.11\"", TrainingMethod.Lbfgs(history: 11), keeper.Kept!);
        var state = keeper.Kept!.State;
        var scalars = new Dictionary<string, double>(state.Scalars, StringComparer.Ordinal);
        scalars.Remove("converged");
        Refused("its state does not say whether L-BFGS has converged", TrainingMethod.Lbfgs(), keeper.Kept with { State = state with { Scalars = scalars } });

        static void Refused(string reason, TrainingMethod method, Checkpoint checkpoint)
        {
            var error = Assert.Throws<ArgumentException>(() => Train(Options with { Epochs = 4 }, method: method, from: checkpoint));
            Assert.StartsWith($"The run cannot resume from this checkpoint: {reason}.", error.Message, StringComparison.Ordinal);
        }
    }

    private static Network Network(double dropout = 0)
    {
        var network = Nabla.Network.Create(12, [6], 4, Activation.Tanh, dropout: dropout);
        network.Initialize(new RandomKey(8));
        return network;
    }

    private static TrainingReport Train(
        TrainerOptions options, Network? network = null, ITrainingObserver? observer = null, TrainingMethod? method = null, Checkpoint? from = null)
    {
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        return new Trainer(network ?? Network(), new SoftmaxCrossEntropy(), method ?? TrainingMethod.Lbfgs(), options, processor)
            .Fit(splits.Train, splits.Validation, observer, from);
    }

    private sealed class Watcher(Func<Evaluation> evaluate) : ITrainingObserver
    {
        public List<Evaluation> Found { get; } = [];

        public void OnEpoch(EpochRecord epoch) => Found.Add(evaluate());
    }

    private sealed class LastKeeper : ITrainingObserver
    {
        public Checkpoint? Kept { get; private set; }

        public Checkpoint? BeforeLast { get; private set; }

        public string? FingerprintBeforeLast => Fingerprint(BeforeLast!);

        public bool WantsCheckpoint(EpochRecord epoch) => true;

        public void OnCheckpoint(Checkpoint checkpoint) => (BeforeLast, Kept) = (Kept, checkpoint);

        private static string Fingerprint(Checkpoint checkpoint)
        {
            var network = Network();
            checkpoint.Values.Span.CopyTo(network.Parameters.State);
            return network.Parameters.Fingerprint();
        }
    }
}
