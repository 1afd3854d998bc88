using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests;

/// <summary>A classifier learns from a table, by the options, and says what is wrong with either.</summary>
public sealed class ClassifierTests
{
    private static readonly ClassifierOptions s_quick = new() { Hidden = [8], Epochs = 20, Threads = 1 };

    [Fact]
    public void A_classifier_learns_numbers_categories_and_missing_values()
    {
        var classifier = Classifier.Train(SomeTables.Flowers(150), new() { Threads = 1 });
        Assert.Equal(["iris", "lily", "rose"], classifier.Classes);
        Assert.Equal((3, 3), (classifier.FeatureCount, classifier.OutputCount));
        var evaluation = classifier.Evaluate(SomeTables.Flowers(150, seed: 2));
        Assert.True(evaluation.Accuracy > 0.9, $"accuracy {evaluation.Accuracy}");
        Assert.NotNull(classifier.Training);
        Assert.IsType<Softmax>(classifier.Model.Output);
    }

    [Fact]
    public void Predictions_of_a_table_agree_with_its_evaluation()
    {
        var table = SomeTables.Flowers();
        var classifier = Classifier.Train(table, s_quick);
        var predictions = classifier.Predict(table);
        int right = Enumerable.Range(0, table.RowCount).Count(row => predictions[row].Class == table.Target!.TextAt(row));
        Assert.Equal((double)right / table.RowCount, classifier.Evaluate(table).Accuracy);
        float[] probabilities = classifier.PredictOutputs(table);
        for (int row = 0; row < table.RowCount; row++)
        {
            var own = probabilities.AsSpan(3 * row, 3).ToArray();
            Assert.Equal(1, own.Sum(), 1e-5);
            Assert.Equal((own.Max(), Array.IndexOf(own, own.Max())), (predictions[row].Probability, predictions[row].ClassIndex));
        }
    }

    [Fact]
    public void Whole_numbers_are_classes_too()
    {
        var table = Table.FromArrays([.. Enumerable.Range(0, 40).Select(i => new[] { (float)(i % 2) })], [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 10.0 : 2.0)]);
        var classifier = Classifier.Train(table, s_quick with { Epochs = 60 });
        Assert.Equal(["2", "10"], classifier.Classes);
        Assert.Equal("10", classifier.Predict([0f]).Class);
    }

    [Fact]
    public void The_best_classes_come_first()
    {
        var classifier = Classifier.Train(SomeTables.Points(), s_quick);
        var top = new Prediction[2];
        classifier.PredictTop([3, 0], top);
        Assert.Equal("yes", top[0].Class);
        Assert.True(top[0].Probability >= top[1].Probability);
        Assert.Equal(classifier.Predict([3, 0]), top[0]);
        Assert.StartsWith("The destination has room for 3 classes; the model has 2.", Assert.Throws<ArgumentException>(() => classifier.PredictTop([3, 0], new Prediction[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_weight_moves_the_decision()
    {
        var plain = Yes(new());
        var weighted = Yes(new() { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["yes"] = 20 } });
        var other = Yes(new() { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["no"] = 20 } });
        Assert.True(weighted > plain && plain > other, $"{other} {plain} {weighted}");

        static int Yes(ClassifierOptions options) => Classifier.Train(Overlapping(0.5), options with { Hidden = [], Epochs = 60, Threads = 1, ValidationFraction = 0 })
            .Predict(Overlapping(0.5)).Count(prediction => prediction.Class == "yes");
    }

    [Fact]
    public void Balanced_classes_weigh_rows_over_classes_times_their_rows()
    {
        var loss = new ClassifierOptions { BalanceClasses = true }.CreateLoss([0, 0, 0, 1], LearningTask.Classification("a", "b"));
        Assert.Equal([4f / (2 * 3), 4f / (2 * 1)], loss.ClassWeights.ToArray());
        var both = new ClassifierOptions { BalanceClasses = true, ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["b"] = 3 } }.CreateLoss([0, 0, 0, 1], LearningTask.Classification("a", "b", "c"));
        Assert.Equal([4f / (3 * 3), 3 * 4f / (3 * 1), 0], both.ClassWeights.ToArray());
        Assert.True(new ClassifierOptions().CreateLoss([0, 1], LearningTask.Classification("a", "b")).ClassWeights.IsEmpty);
        Assert.Equal(0.1f, Assert.IsType<SoftmaxCrossEntropy>(new ClassifierOptions { LabelSmoothing = 0.1f }.CreateLoss([0], LearningTask.Classification("a"))).LabelSmoothing);
    }

    [Fact]
    public void What_cannot_be_learned_is_named()
    {
        var points = SomeTables.Points();
        Assert.Equal("The table has no target column; name one, as in table.WithTarget(\"target\"). Its columns are \"x0\", \"x1\", \"target\".", Assert.Throws<InvalidOperationException>(() => Classifier.Train(points.WithTarget(null))).Message);
        Assert.Equal("The table: the target \"target\" is \"yes\" in every row; a classifier requires at least two classes.", Refused(points.Take([1, 3, 5])));
        Assert.Equal("The table has no rows to train on.", Refused(points.Take([])));
        Assert.StartsWith(
            "ClassWeights names the class \"maybe\", which the target does not have; its classes are \"no\", \"yes\".",
            Assert.Throws<ArgumentException>(() => Classifier.Train(points, new() { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["maybe"] = 2 } })).Message, StringComparison.Ordinal);
        Assert.Equal(
            "The table: every row to train on has weight 0, by its own weight or its class's; give some rows a weight above 0.",
            Refused(points, new() { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["yes"] = 0, ["no"] = 0 } }));
        Assert.Throws<ArgumentNullException>("table", () => Classifier.Train(null!));
        Assert.Equal("Hidden is [0]; each layer must have at least 1 unit.\nEpochs is 0; it must be at least 1. (Parameter 'options')", Assert.Throws<ArgumentException>(() => Classifier.Train(points, new() { Hidden = [0], Epochs = 0 })).Message);

        static string Refused(Table table, ClassifierOptions? options = null) => Assert.Throws<InvalidDataException>(() => Classifier.Train(table, options)).Message;
    }

    [Fact]
    public void The_smallest_tables_can_be_learned()
    {
        var points = SomeTables.Points();
        Assert.Equal(2, Classifier.Train(points.Take([0, 1]), s_quick).Predict(points.Take([0, 1])).Count);
        Assert.Equal(3, Classifier.Train(points.Take([0, 1, 3]), s_quick).Predict(points.Take([0, 1, 3])).Count);
        Assert.Empty(Classifier.Train(points, s_quick).Predict(points.Take([])));
    }

    [Fact]
    public void An_evaluation_with_an_unknown_class_names_it()
    {
        var classifier = Classifier.Train(SomeTables.Points(), s_quick);
        var other = Table.FromArrays([[1, 2]], ["maybe"]);
        Assert.Equal("The table, row 0: the target \"target\" is \"maybe\", which is not one of the classes \"no\", \"yes\".", Assert.Throws<InvalidDataException>(() => classifier.Evaluate(other)).Message);
        Assert.Throws<InvalidOperationException>(() => classifier.Evaluate(other.WithTarget(null)));
        Assert.Single(classifier.Predict(other));
    }

    [Fact]
    public void Divergence_is_an_error_that_says_what_to_try() => Assert.Equal(
        "Training diverged in its first epoch: the loss is no longer a finite number. Lower the learning rate, or set MaxGradientNorm.",
        Assert.Throws<InvalidOperationException>(() => Classifier.Train(SomeTables.Points(), s_quick with { Method = new Sgd(1e30) })).Message);

    [Fact]
    public void A_file_of_values_is_no_classifier()
    {
        using var folder = new Testing.TemporaryFolder();
        Regressor.Train(SomeTables.Prices(), new() { Hidden = [2], Epochs = 1 }).Save(folder["m"]);
        Assert.Equal($"{folder["m"]} holds a model that predicts values; load it with Regressor.Load.", Assert.Throws<InvalidDataException>(() => Classifier.Load(folder["m"])).Message);
        Assert.IsType<Regressor>(Predictor.Load(folder["m"]));
    }

    /// <summary>Two classes that overlap, of which some rows are "yes".</summary>
    private static Table Overlapping(double share)
    {
        var key = new RandomKey(5);
        return Table.FromArrays(
            [.. Enumerable.Range(0, 100).Select(i => new[] { (i < 100 * share ? 1f : 0f) + key.Normal((ulong)i) })],
            [.. Enumerable.Range(0, 100).Select(i => i < 100 * share ? "yes" : "no")]);
    }
}
