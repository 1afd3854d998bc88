using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>Values as targets: through steps, trainer, evaluator and checkpoints.</summary>
public sealed class RegressionTests
{
    private static readonly DataSplits Splits = SplitsOf(Wave.Create(1_500));
    private static readonly TrainerOptions Options = new() { Epochs = 40, BatchSize = 32 };

    [Fact]
    public void A_network_follows_a_curve_that_a_linear_model_cannot()
    {
        var (network, report) = Train([32, 32], Options);
        using var processor = new Processor(threads: 1);
        var test = Evaluation.Measure(network, new MeanSquaredError(), Splits.Test, processor);
        Assert.InRange(test.Regression!.R2, 0.95, 1);
        Assert.InRange(test.Regression.Rmse, 0.9 * Wave.Noise, 3 * Wave.Noise);
        Assert.Equal(test.Regression.Rmse * test.Regression.Rmse, test.Loss, 1e-9);
        Assert.Null(test.Accuracy);
        Assert.Null(test.Confusion);

        var (linear, _) = Train([], Options);
        Assert.InRange(Evaluation.Measure(linear, new MeanSquaredError(), Splits.Test, processor).Regression!.R2, -1, 0.6);

        Assert.All(report.Epochs, epoch => Assert.True(epoch is { TrainAccuracy: null, ValidationAccuracy: null, ValidationMae: > 0, ValidationRmse: > 0, ValidationR2: < 1 }));
        Assert.Equal(report.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch, report.BestEpoch);
    }

    [Fact]
    public void Several_values_are_learned_at_once()
    {
        var splits = SplitsOf(Wave.Create(1_500, values: 2));
        var (network, _) = Train([32, 32], Options, splits);
        using var processor = new Processor(threads: 1);
        var test = Evaluation.Measure(network, new MeanSquaredError(), splits.Test, processor).Regression!;
        Assert.InRange(test.R2Of(0), 0.9, 1);
        Assert.InRange(test.R2Of(1), 0.9, 1);
        Assert.Equal(2, network.Outputs);
    }

    [Theory]
    [InlineData(BestBy.Rmse)]
    [InlineData(BestBy.R2)]
    [InlineData(BestBy.Loss)]
    public void The_best_epoch_goes_by_a_figure_of_the_task(BestBy by)
    {
        var (_, report) = Train([8], Options with { Epochs = 10, BestBy = by });
        var expected = by switch
        {
            BestBy.Rmse => report.Epochs.MinBy(epoch => epoch.ValidationRmse),
            BestBy.R2 => report.Epochs.MaxBy(epoch => epoch.ValidationR2),
            _ => report.Epochs.MinBy(epoch => epoch.ValidationLoss),
        };
        Assert.Equal(expected!.Epoch, report.BestEpoch);
    }

    [Fact]
    public void A_figure_that_the_task_lacks_is_refused()
    {
        Refused("BestBy is Accuracy, which a regression of 1 value does not have; use Loss, Rmse or R2.", Options with { BestBy = BestBy.Accuracy });
        Refused("Schedule monitors the validation accuracy, which a regression of 1 value does not have; let it monitor the validation loss.",
            Options with { Schedule = LearningRateSchedule.WarmUp(5, LearningRateSchedule.ReduceOnPlateau(byAccuracy: true)) });
        Refused("BestBy is R2, which needs at least 2 validation examples; there is 1.", Options with { BestBy = BestBy.R2 },
            Splits with { Validation = Splits.Validation with { Rows = new[] { 0 } } });

        static void Refused(string message, TrainerOptions options, DataSplits? splits = null) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Train([8], options, splits)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_goes_on_from_a_checkpoint_to_the_same_bits()
    {
        var options = Options with { Epochs = 6 };
        var keeper = new SecondKeeper();
        var (_, whole) = Train([8], options, observer: keeper);
        var (_, resumed) = Train([8], options, from: keeper.Kept);
        Assert.Equal(whole.FinalFingerprint, resumed.FinalFingerprint);
        Assert.Equal(whole.Epochs.Select(epoch => epoch with { TrainingTime = default }), resumed.Epochs.Select(epoch => epoch with { TrainingTime = default }));
    }

    [Fact]
    public void A_step_on_values_with_weights_allocates_nothing()
    {
        var splits = SplitsOf(Wave.Create(300, weights: [.. Enumerable.Repeat(0.5f, 300)]));
        using var processor = new Processor(threads: 2);
        var step = new GradientStep(Network([16], 1), new Huber(), new Adam(), 64, new RandomKey(1), processor);
        int[] positions = [.. Enumerable.Range(0, 64)];
        for (int i = 1; i <= 3; i++)
            step.Run(splits.Train, positions, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 4; i <= 8; i++)
            step.Run(splits.Train, positions, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static DataSplits SplitsOf(Dataset dataset)
    {
        var key = new RandomKey(4);
        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        key.Shuffle(order);
        int test = dataset.Count / 5;
        var standardizer = dataset.MeasureStandardizer(order.AsSpan(2 * test));
        return new(
            new(dataset, order.AsMemory(2 * test), standardizer), new(dataset, order.AsMemory(test, test), standardizer), new(dataset, order.AsMemory(0, test), standardizer));
    }

    private static Network Network(int[] hidden, int outputs)
    {
        var network = Nabla.Network.Create(3, hidden, outputs);
        network.Initialize(new RandomKey(8));
        return network;
    }

    private static (Network Network, TrainingReport Report) Train(
        int[] hidden, TrainerOptions options, DataSplits? splits = null, Checkpoint? from = null, ITrainingObserver? observer = null)
    {
        splits ??= Splits;
        var network = Network(hidden, splits.Train.Dataset.Task.Names.Count);
        using var processor = new Processor(threads: 1);
        return (network, new Trainer(network, new MeanSquaredError(), new Adam(0.01), options, processor).Fit(splits.Train, splits.Validation, observer, from));
    }

    private sealed class SecondKeeper : ITrainingObserver
    {
        public Checkpoint? Kept { get; private set; }

        public bool WantsCheckpoint(EpochRecord epoch) => epoch.Epoch == 2;

        public void OnCheckpoint(Checkpoint checkpoint) => Kept = checkpoint;
    }
}
