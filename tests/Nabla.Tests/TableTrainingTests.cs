using Nabla.Networks;
using Nabla.Tests.Kernels;
using Nabla.Tests.Tables;

namespace Nabla.Tests;

/// <summary>Weights, validation, the best epoch, progress, cancellation and going on: what the options say is what happens.</summary>
public sealed class TableTrainingTests
{
    private static readonly ClassifierOptions s_quick = new() { Hidden = [8], Epochs = 12, Threads = 1 };

    [Fact]
    public void The_same_seed_gives_the_same_model_and_threads_change_nothing()
    {
        var table = SomeTables.Flowers();
        string one = Print(s_quick);
        Assert.Equal(one, Print(s_quick));
        Assert.Equal(one, Print(s_quick with { Threads = 4 }));
        Assert.Equal(one, Print(s_quick with { Threads = null }));
        Assert.NotEqual(one, Print(s_quick with { Seed = 43 }));

        string Print(ClassifierOptions options) => Classifier.Train(table, options).Model.Network.Parameters.Fingerprint();
    }

    /// <summary>A change of this fingerprint changes the results of everybody who trains on a table: it needs a decision.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_small_training_keeps_its_fingerprint_at_every_width(int threads)
    {
        foreach (var width in Widths.All)
        {
            using var processor = new Processor(threads, width);
            var table = SomeTables.Flowers();
            var options = new ClassifierOptions { Hidden = [16, 8], Epochs = 5, Dropout = 0.1, Method = new Adam(0.01, weightDecay: 0.01), BatchSize = 16, ValidationFraction = 0.2, Schedule = LearningRateSchedule.Constant };
            var task = LearningTask.Classification(TableTarget.Classes(table));
            var training = TableTraining.Begin(table, null, task, options);
            var (model, report) = training.Run(options.CreateLoss(training.TrainLabels, task), processor);
            Assert.Equal((width, "611b5e05d46413d5823b2abef8b695c8411ce465e1a9363944961cd5884cab33"), (width, report.FinalFingerprint));
            Assert.Equal(report.BestFingerprint, model.Network.Parameters.Fingerprint());
        }
    }

    [Fact]
    public void A_weight_of_2_does_what_a_second_row_does()
    {
        var start = Classifier.Train(SomeTables.Points(), s_quick);
        var rows = SomeTables.Points(20, seed: 9);
        int[] twice = [.. Enumerable.Range(0, 20), .. Enumerable.Range(0, 20).Where(i => i % 3 == 0)];
        var weighted = Table.FromColumns([.. rows.Columns, Column.Numeric("w", Enumerable.Range(0, 20).Select(i => i % 3 == 0 ? 2.0 : 1))], "target", "w");
        var options = s_quick with { ValidationFraction = 0, BatchSize = 1000 };

        float[] byWeight = start.TrainFurther(weighted, options).PredictOutputs(rows), byRow = start.TrainFurther(rows.Take(twice), options).PredictOutputs(rows), plain = start.TrainFurther(rows, options).PredictOutputs(rows);
        Assert.Equal(byRow, byWeight, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Contains(Enumerable.Range(0, plain.Length), i => Math.Abs(plain[i] - byRow[i]) > 1e-2);
    }

    [Fact]
    public void A_row_of_weight_0_teaches_nothing()
    {
        var rows = SomeTables.Prices(20);
        var weighted = Table.FromColumns([.. rows.Columns, Column.Numeric("w", Enumerable.Range(0, 20).Select(i => i < 10 ? 1.0 : 0))], "price", "w");
        var start = Regressor.Train(rows, new() { Hidden = [4], Epochs = 3, Threads = 1 });
        var options = new RegressorOptions { Epochs = 5, ValidationFraction = 0, BatchSize = 1000, Threads = 1 };
        var few = start.TrainFurther(rows.Take([.. Enumerable.Range(0, 10)]), options);
        Assert.Equal(few.PredictOutputs(rows), start.TrainFurther(weighted, options).PredictOutputs(rows), (a, b) => Math.Abs(a - b) < 1);
        var none = Table.FromColumns([.. rows.Columns, Column.Numeric("w", new double[20])], "price", "w");
        Assert.Equal("The table: every row to train on has weight 0, by its own weight or its class's; give some rows a weight above 0.", Assert.Throws<InvalidDataException>(() => Regressor.Train(none)).Message);
    }

    [Fact]
    public void The_best_epoch_is_kept_or_the_last_one()
    {
        var table = SomeTables.Flowers(60);
        var options = s_quick with { Epochs = 40, Method = new Adam(0.05), Patience = null };
        var best = Classifier.Train(table, options);
        var last = Classifier.Train(table, options with { KeepBest = false });
        var losses = best.Training!.Epochs.Select(epoch => epoch.ValidationLoss!.Value).ToArray();
        Assert.Equal(Array.IndexOf(losses, losses.Min()) + 1, best.Training.BestEpoch);
        Assert.InRange(best.Training.BestEpoch, 1, 39);
        Assert.Equal(40, last.Training!.BestEpoch);
        Assert.Equal(best.Training.FinalFingerprint, last.Model.Network.Parameters.Fingerprint());
        Assert.Equal(best.Training.BestFingerprint, best.Model.Network.Parameters.Fingerprint());
        Assert.NotEqual(best.Training.BestFingerprint, last.Training.BestFingerprint);
    }

    [Fact]
    public void Among_epochs_of_one_accuracy_the_loss_decides()
    {
        var training = Classifier.Train(SomeTables.Flowers(60), s_quick with { Epochs = 40, Patience = null, BestBy = BestBy.AccuracyThenLoss }).Training!;
        var expected = training.Epochs.OrderByDescending(epoch => epoch.ValidationAccuracy).ThenBy(epoch => epoch.ValidationLoss).First();
        Assert.Equal(expected.Epoch, training.BestEpoch);
        Assert.True(training.Epochs.First(epoch => epoch.ValidationAccuracy == expected.ValidationAccuracy).Epoch < training.BestEpoch);
    }

    [Fact]
    public void Without_validation_every_row_teaches_and_the_last_epoch_is_the_model()
    {
        var classifier = Classifier.Train(SomeTables.Points(), s_quick with { ValidationFraction = 0 });
        Assert.Equal((12, StopReason.Completed), (classifier.Training!.BestEpoch, classifier.Training.StopReason));
        Assert.All(classifier.Training.Epochs, epoch => Assert.Null(epoch.ValidationLoss));
        Assert.Equal(12 * 60, classifier.Training.SamplesSeen);
        Assert.StartsWith(
            "Schedule monitors the validation set, but there is none",
            Assert.Throws<ArgumentException>(() => Classifier.Train(SomeTables.Points(), s_quick with { ValidationFraction = 0, Schedule = LearningRateSchedule.ReduceOnPlateau() })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_validation_patience_has_nothing_to_watch()
    {
        using var processor = new Processor(threads: 1);
        var splits = DataSplits.FromTables(SomeTables.Points(), SomeTables.Points(), SomeTables.Points());
        var network = Network.Create(splits.Train.Dataset.Features, [4], splits.Train.Dataset.Classes, seed: 1);
        var trainer = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1), new() { BatchSize = 10, Patience = 3 }, processor);
        Assert.StartsWith(
            "Patience is 3, and early stopping monitors the validation set, but there is none: set StopByTrainingLoss, or provide a validation set.",
            Assert.Throws<ArgumentException>(() => trainer.Fit(splits.Train, validation: null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_training_loss_can_stop_a_run_without_validation()
    {
        var options = s_quick with { Epochs = 500, ValidationFraction = 0, Patience = 2, MinImprovement = 0.01, StopByTrainingLoss = true };
        var training = Classifier.Train(SomeTables.Points(), options).Training!;
        Assert.Equal(StopReason.EarlyStopped, training.StopReason);
        Assert.InRange(training.Epochs.Count, 4, 499);
    }

    [Fact]
    public void The_validation_figure_stops_a_run_after_its_patience()
    {
        var training = Classifier.Train(SomeTables.Points(), s_quick with { Epochs = 500, Patience = 3, BestBy = BestBy.Loss, Method = new Adam(0.05) }).Training!;
        Assert.Equal((StopReason.EarlyStopped, training.BestEpoch + 3), (training.StopReason, training.Epochs.Count));
    }

    [Fact]
    public void A_part_is_split_off_for_validation_unless_one_is_given()
    {
        var own = Classifier.Train(SomeTables.Points(), s_quick with { ValidationFraction = 0.25 });
        Assert.Equal(12 * 45, own.Training!.SamplesSeen);
        var given = Classifier.Train(SomeTables.Points(), s_quick, validation: SomeTables.Points(10, seed: 3));
        Assert.Equal(12 * 60, given.Training!.SamplesSeen);
        Assert.NotNull(given.Training.Epochs[0].ValidationAccuracy);
        Assert.StartsWith("The validation set of The table has no examples", Assert.Throws<ArgumentException>(() => Classifier.Train(SomeTables.Points(), s_quick, SomeTables.Points().Take([]))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Classifier.Train(SomeTables.Points(), s_quick, SomeTables.Flowers()));
    }

    [Fact]
    public void The_schema_is_measured_on_the_rows_to_train_on()
    {
        var table = SomeTables.Points();
        var classifier = Classifier.Train(table, s_quick with { ValidationFraction = 0.25, Seed = 5 });
        Assert.Equal(InputSchema.Measure(table.Split(0.25, 5).Train).Standardizer.Mean, classifier.Model.Input.Standardizer.Mean);
    }

    [Fact]
    public void Every_epoch_is_reported()
    {
        var heard = new List<int>();
        var training = Classifier.Train(SomeTables.Points(), s_quick, progress: new Listener(epoch => heard.Add(epoch.Epoch))).Training!;
        Assert.Equal(Enumerable.Range(1, 12), heard);
        Assert.Equal(12, training.Epochs.Count);
    }

    [Fact]
    public void Cancellation_ends_training()
    {
        using var source = new CancellationTokenSource();
        int epochs = 0;
        var listener = new Listener(_ =>
        {
            if (++epochs == 3)
                source.Cancel();
        });
        var error = Assert.Throws<OperationCanceledException>(() => Classifier.Train(SomeTables.Points(), s_quick, progress: listener, cancellationToken: source.Token));
        Assert.Equal((3, source.Token), (epochs, error.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => Regressor.Train(SomeTables.Prices(), cancellationToken: source.Token));
    }

    [Fact]
    public void Training_further_leaves_the_original_as_it_is()
    {
        var first = Classifier.Train(SomeTables.Flowers(), s_quick);
        byte[] before = first.Model.ToBytes();
        var second = first.TrainFurther(SomeTables.Flowers(60, seed: 4), s_quick);
        Assert.Equal(before, first.Model.ToBytes());
        Assert.Equal(first.Model.Network.Parameters.Fingerprint(), second.Training!.InitialFingerprint);
        Assert.NotEqual(first.Model.Network.Parameters.Fingerprint(), second.Model.Network.Parameters.Fingerprint());
        Assert.Same(first.Model.Input, second.Model.Input);
        Assert.Equal(first.Classes, second.Classes);

        var price = Regressor.Train(SomeTables.Prices(), new() { Hidden = [4], Epochs = 3, Threads = 1 });
        var further = price.TrainFurther(SomeTables.Prices(40, seed: 2), new() { Epochs = 3, Threads = 1 });
        Assert.Equal(price.Model.TargetScaling, further.Model.TargetScaling);
        Assert.Equal(price.Model.Network.Parameters.Fingerprint(), further.Training!.InitialFingerprint);
    }

    [Fact]
    public void Training_further_takes_the_columns_and_classes_of_the_first_training()
    {
        var first = Classifier.Train(SomeTables.Points(), s_quick);
        Assert.Equal(
            "The table, row 0: the target \"target\" is \"maybe\", which is not one of the classes \"no\", \"yes\".",
            Assert.Throws<InvalidDataException>(() => first.TrainFurther(Table.FromArrays([[1, 2]], ["maybe"]), s_quick)).Message);
        Assert.Throws<InvalidDataException>(() => first.TrainFurther(SomeTables.Flowers(), s_quick));
        Assert.Single(first.TrainFurther(Table.FromArrays([[1, 2]], ["yes"]), s_quick with { Epochs = 1 }).Training!.Epochs);
    }

    [Fact]
    public void Options_that_fit_no_task_are_refused()
    {
        Assert.StartsWith("BestBy is Accuracy, which a regression of 1 value does not have", Assert.Throws<ArgumentException>(() => Regressor.Train(SomeTables.Prices(), new() { BestBy = BestBy.Accuracy })).Message, StringComparison.Ordinal);
        Assert.StartsWith("BestBy is R2, which a classification into 2 classes does not have", Assert.Throws<ArgumentException>(() => Classifier.Train(SomeTables.Points(), new() { BestBy = BestBy.R2 })).Message, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<EpochRecord> heard) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value) => heard(value);
    }
}
