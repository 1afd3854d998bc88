using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests.Data;

/// <summary>From tables to examples in the open: what the tool does is what classifiers and regressors do.</summary>
public sealed class TableEncoderTests
{
    [Fact]
    public void Splits_of_tables_train_the_network_that_a_classifier_trains()
    {
        var (rest, test) = SomeTables.Flowers().Split(0.2, 7);
        var (train, validation) = rest.Split(0.2, 7);
        var options = new ClassifierOptions { Hidden = [8], Epochs = 5, Threads = 1, BatchSize = 16 };
        var classifier = Classifier.Train(train, options, validation);

        var splits = DataSplits.FromTables(train, validation, test, LearningTask.FromTarget(train));
        var network = Network.Create(splits.Train.Dataset.Features, [8], 3, Activation.Relu, seed: 42);
        using var processor = new Processor(1);
        var trainer = new Trainer(network, new SoftmaxCrossEntropy(), options.Method, new() { Epochs = 5, BatchSize = 16, DropLastBatch = false, BestBy = BestBy.AccuracyThenLoss, Patience = 30 }, processor);
        var report = trainer.Fit(splits.Train, splits.Validation);

        Assert.Equal(classifier.Training!.BestFingerprint, report.BestFingerprint);
        Assert.Equal(classifier.Evaluate(test).Loss, Evaluation.Measure(network, new SoftmaxCrossEntropy(), splits.Test, processor).Loss);
        Assert.Equal((train.RowCount, validation.RowCount, test.RowCount), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
    }

    [Fact]
    public void What_is_measured_is_measured_on_the_training_set_alone()
    {
        var train = SomeTables.Prices();
        var encoder = TableEncoder.Measure(train, LearningTask.FromTarget(train));
        double mean = Enumerable.Range(0, train.RowCount).Average(train.Target!.NumberAt);
        Assert.Equal(mean, encoder.TargetScaling!.Mean[0], 1e-9 * mean);
        Assert.Equal(["area", "garden"], encoder.Input.FeatureNames);
        Assert.Equal(("price", false), (encoder.Task.Target, encoder.Task.IsClassification));

        var other = train.Take([0, 1]);
        var examples = encoder.Encode(other);
        Assert.Equal((2, encoder.Input.Inputs), (examples.Count, examples.Dataset.Features));
        Assert.Equal(train.Target!.NumberAt(0), (examples.Dataset.Values[0] * encoder.TargetScaling.Deviation[0]) + mean, 0.01);
        Assert.Null(TableEncoder.Measure(SomeTables.Flowers(), LearningTask.FromTarget(SomeTables.Flowers())).TargetScaling);
    }

    [Fact]
    public void A_target_is_a_class_or_a_value_as_it_looks_or_as_the_caller_says()
    {
        var flowers = LearningTask.FromTarget(SomeTables.Flowers());
        Assert.Equal(["iris", "lily", "rose"], flowers.Names);
        Assert.Equal((true, "species"), (flowers.IsClassification, flowers.Target));
        var counts = Table.FromColumns([Column.Numeric("x", [1.0, 2, 3]), Column.Numeric("y", [10.0, 2, 2])], target: "y");
        Assert.Equal(["2", "10"], LearningTask.FromTarget(counts).Names);
        var values = LearningTask.FromTarget(counts, isClassification: false);
        Assert.Equal((false, "y"), (values.IsClassification, values.Names.Single()));
        Assert.Null(LearningTask.Classification("a", "b").Target);
        Assert.Throws<InvalidDataException>(() => LearningTask.FromTarget(SomeTables.Flowers(), isClassification: false));
        Assert.Throws<InvalidOperationException>(() => LearningTask.FromTarget(counts.WithTarget(null)));
    }

    [Fact]
    public void A_model_file_keeps_the_name_of_the_target()
    {
        var model = Classifier.Train(SomeTables.Flowers(), new() { Hidden = [4], Epochs = 1 }).Model;
        Assert.Equal("species", model.Task.Target);
        Assert.Equal("species", Model.FromBytes(model.ToBytes(), "m").Task.Target);
        Assert.Equal("price", Model.FromBytes(Regressor.Train(SomeTables.Prices(), new() { Hidden = [4], Epochs = 1 }).Model.ToBytes(), "m").Task.Target);
    }

    /// <summary>A model that was trained on arrays knows no columns: a table's features are its features, in order.</summary>
    [Fact]
    public void A_model_without_columns_reads_the_features_of_a_table_in_order()
    {
        var network = Network.Create(2, [3], 2, seed: 1);
        var predictor = Predictor.From(new(network, InputSchema.Table(new([1, 10], [2, 5])), LearningTask.Classification("a", "b")));
        var table = Table.FromColumns([Column.Numeric("x", [3.0, -1]), Column.Numeric("y", [20.0, 7])]);
        float[] expected = new float[4];
        predictor.Predict([3, 20, -1, 7], expected);
        Assert.Equal(expected, predictor.PredictOutputs(table));
        var wide = Table.FromColumns([Column.Numeric("x", [3.0]), Column.Numeric("y", [20.0]), Column.Numeric("z", [20.0])], name: "wide");
        Assert.Equal("wide has 3 features; the model takes 2.", Assert.Throws<InvalidDataException>(() => predictor.PredictOutputs(wide)).Message);
        var large = Table.FromColumns([Column.Numeric("x", [1e300]), Column.Numeric("y", [20.0])], name: "large");
        Assert.Equal("large, row 0: a value is too large for the model.", Assert.Throws<InvalidDataException>(() => predictor.PredictOutputs(large)).Message);
    }
}
