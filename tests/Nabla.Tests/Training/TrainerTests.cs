using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Training;

public sealed class TrainerTests
{
    private static readonly Blobs Data = new(600, 12, 4, new RandomKey(3));

    [Fact]
    public void It_learns()
    {
        var report = Train(new TrainerOptions { Epochs = 5, BatchSize = 32 });
        Assert.Equal(StopReason.Completed, report.StopReason);
        Assert.True(report.Epochs[^1].TrainLoss < 0.5 * report.Epochs[0].TrainLoss);
        Assert.True(report.Epochs[^1].ValidationAccuracy > 0.8);
        Assert.Equal((null, null), (report.DivergedStep, report.DivergedTensor));
        Assert.All(report.Epochs, epoch => Assert.Empty(epoch.Layers));
    }

    [Fact]
    public void Every_width_and_number_of_threads_gives_one_fingerprint_and_every_seed_its_own()
    {
        var options = new TrainerOptions { Epochs = 2, BatchSize = 50 };
        string expected = Train(options).FinalFingerprint;
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 4 })
                Assert.Equal(expected, Train(options, width: width, threads: threads).FinalFingerprint);
        }

        Assert.NotEqual(expected, Train(options with { Seed = 43 }).FinalFingerprint);
    }

    [Fact]
    public void The_last_partial_batch_sits_out_unless_it_is_asked_for()
    {
        // 600 examples, a tenth of which validate: 540 = 16 · 32 + 28.
        Assert.Equal(16, Train(new TrainerOptions { Epochs = 1, BatchSize = 32 }).StepLosses.Count);
        var kept = Train(new TrainerOptions { Epochs = 1, BatchSize = 32, DropLastBatch = false });
        Assert.Equal(17, kept.StepLosses.Count);
        Assert.Equal(540, kept.SamplesSeen);
    }

    [Fact]
    public void The_network_ends_with_the_parameters_of_the_first_of_the_best_epochs()
    {
        var network = Network();
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        var report = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.5f), new TrainerOptions { Epochs = 6, BatchSize = 32 }, processor).Fit(splits.Train, splits.Validation);

        var best = report.Epochs[report.BestEpoch - 1];
        Assert.Equal(report.Epochs.Max(epoch => epoch.ValidationAccuracy), best.ValidationAccuracy);
        Assert.All(report.Epochs.Take(report.BestEpoch - 1), epoch => Assert.True(epoch.ValidationAccuracy < best.ValidationAccuracy));
        Assert.Equal(report.BestFingerprint, network.Parameters.Fingerprint());
        Assert.Equal(best.ValidationAccuracy, Evaluation.Measure(network, new SoftmaxCrossEntropy(), splits.Validation, processor).Accuracy);
    }

    [Fact]
    public void A_diverging_run_names_the_step_and_the_first_tensor_that_is_not_finite()
    {
        var report = Train(new TrainerOptions { Epochs = 50, BatchSize = 32 }, learningRate: 1e12);
        Assert.Equal(StopReason.Diverged, report.StopReason);
        Assert.Equal(report.StepLosses.Count, report.DivergedStep);
        Assert.Matches("^(layers\\.\\d\\.(weight|bias|output)|loss)$", report.DivergedTensor);
        Assert.Empty(report.Epochs);
        Assert.Equal(report.InitialFingerprint, report.BestFingerprint);
        Assert.NotEqual(report.InitialFingerprint, report.FinalFingerprint);
    }

    [Fact]
    public void A_run_that_diverges_after_some_epochs_keeps_the_best_of_them()
    {
        // One step an epoch: some end before the weights have overflowed.
        var options = new TrainerOptions { Epochs = 50, BatchSize = 540 };
        var report = Train(options, learningRate: 1e12);
        Assert.Equal(StopReason.Diverged, report.StopReason);
        Assert.True(report.BestEpoch > 0);
        Assert.Equal(Train(options with { Epochs = report.BestEpoch }, learningRate: 1e12).FinalFingerprint, report.BestFingerprint);
        Assert.NotEqual(report.FinalFingerprint, report.BestFingerprint);
    }

    [Fact]
    public void A_poisoned_weight_is_the_first_tensor_named()
    {
        var network = Network();
        network.Layers[2].Parameters[0].Value[0, 0] = float.NaN;
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        var report = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1f), new TrainerOptions(), processor).Fit(splits.Train, splits.Validation);
        Assert.Equal((1L, "layers.2.weight"), (report.DivergedStep, report.DivergedTensor));
        Assert.Equal(0, report.BestEpoch);
    }

    [Fact]
    public void Cancelling_ends_the_run_after_the_step_and_keeps_what_was_done()
    {
        using var source = new CancellationTokenSource();
        var watcher = new Watcher { AtStep = step => { if (step == 20) source.Cancel(); } };
        var report = Train(new TrainerOptions { Epochs = 5, BatchSize = 32 }, watcher: watcher, cancellation: source.Token);
        Assert.Equal(StopReason.Cancelled, report.StopReason);
        Assert.Equal(20, report.StepLosses.Count);
        Assert.Single(report.Epochs);
        Assert.Equal(1, report.BestEpoch);
    }

    [Fact]
    public void Cancelled_before_it_began_it_changes_nothing()
    {
        var report = Train(new TrainerOptions(), cancellation: new CancellationToken(canceled: true));
        Assert.Equal(StopReason.Cancelled, report.StopReason);
        Assert.Equal(report.InitialFingerprint, report.FinalFingerprint);
    }

    [Fact]
    public void Watchers_see_every_step_and_epoch()
    {
        var watcher = new Watcher();
        var report = Train(new TrainerOptions { Epochs = 3, BatchSize = 100 }, watcher: watcher);
        Assert.Equal((3, 5, 500), watcher.Started);
        Assert.Equal(Enumerable.Range(1, 15).Select(step => (long)step), watcher.Steps);
        Assert.Equal(report.Epochs, watcher.Epochs);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_listed_together()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(new TrainerOptions { Epochs = 0, BatchSize = -1 }));
        Assert.StartsWith("Epochs is 0; it must be at least 1.\nBatchSize is -1; it must be at least 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_examples_for_one_batch_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(new TrainerOptions { BatchSize = 541 }));
        Assert.StartsWith("The training set has 540 examples, fewer than one batch of 541: lower BatchSize, or set DropLastBatch to false.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_does_not_fit_the_data_is_refused()
    {
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        var trainer = new Trainer(Nabla.Network.Create(5, [], 4), new SoftmaxCrossEntropy(), new Sgd(0.1f), new TrainerOptions(), processor);
        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(splits.Train, splits.Validation));
        Assert.StartsWith("The network has 5 inputs; blobs has 12 features.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.9f, true)]
    [Trait("Category", "Allocation")]
    public void A_step_allocates_nothing(float momentum, bool nesterov)
    {
        var splits = Data.Split();
        using var processor = new Processor(threads: 2);
        var step = new GradientStep(Network(), new SoftmaxCrossEntropy(), new Sgd(0.1f, momentum, nesterov), 64, new RandomKey(1), processor);
        int[] positions = [.. Enumerable.Range(0, 64)];
        int number = 0;
        Assert.Equal(0, Allocations.Of(() => step.Run(splits.Train, positions, ++number)));
    }

    private static Network Network()
    {
        var network = Nabla.Network.Create(12, [20], 4);
        network.Initialize(new RandomKey(8));
        return network;
    }

    private static TrainingReport Train(
        TrainerOptions options, double learningRate = 0.1, VectorWidth? width = null, int threads = 1, Watcher? watcher = null, CancellationToken cancellation = default)
    {
        var splits = Data.Split();
        using var processor = new Processor(threads, width ?? VectorWidths.Widest);
        return new Trainer(Network(), new SoftmaxCrossEntropy(), new Sgd(learningRate), options, processor).Fit(splits.Train, splits.Validation, watcher, cancellation: cancellation);
    }

    private sealed class Watcher : ITrainingObserver
    {
        public (int Epochs, int Steps, int Samples) Started { get; private set; }

        public List<long> Steps { get; } = [];

        public List<EpochRecord> Epochs { get; } = [];

        public Action<long>? AtStep { get; init; }

        public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => Started = (epochs, stepsPerEpoch, samplesPerEpoch);

        public void OnStep(long step, double loss, double penalty, int? correct, int samples)
        {
            Steps.Add(step);
            AtStep?.Invoke(step);
        }

        public void OnEpoch(EpochRecord epoch) => Epochs.Add(epoch);
    }
}
