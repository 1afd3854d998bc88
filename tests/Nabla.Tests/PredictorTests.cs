using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Tables;

namespace Nabla.Tests;

/// <summary>One row, many rows, a table and sixteen threads give the same bits, and spans cost no memory.</summary>
public sealed class PredictorTests
{
    private static readonly Table s_points = SomeTables.Points();
    private static readonly Classifier s_classifier = Classifier.Train(s_points, new() { Hidden = [8], Epochs = 10, Threads = 1 });
    private static readonly Regressor s_regressor = Regressor.Train(
        Table.FromArrays([.. Enumerable.Range(0, 30).Select(i => new[] { i, i % 5f })], [.. Enumerable.Range(0, 30).Select(i => 1e4 + (i * 10.0))]), new() { Hidden = [8], Epochs = 10, Threads = 1 });

    [Fact]
    public void Rows_one_by_one_together_and_in_a_table_have_the_same_bits()
    {
        foreach (Predictor predictor in new Predictor[] { s_classifier, s_regressor })
        {
            float[] rows = Some.Normal(2 * 777, new RandomKey(3)), together = new float[777 * predictor.OutputCount], alone = new float[predictor.OutputCount];
            predictor.Predict(rows, together);
            for (int row = 0; row < 777; row++)
            {
                predictor.Predict(rows.AsSpan(2 * row, 2), alone);
                Assert.Equal(together.AsSpan(row * predictor.OutputCount, predictor.OutputCount).ToArray(), alone);
                var best = predictor.Predict(rows.AsSpan(2 * row, 2));
                Assert.Equal(alone.Max(), predictor is Classifier ? best.Probability : best.Value);
            }

            var table = Table.FromArrays([.. rows.Chunk(2)], new double[777]);
            Assert.Equal(together, predictor.PredictOutputs(table));
        }
    }

    [Fact]
    public async Task Sixteen_threads_have_the_same_bits()
    {
        float[] rows = Some.Normal(2 * 400, new RandomKey(3)), expected = new float[800];
        s_classifier.Predict(rows, expected);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Factory.StartNew(
            () =>
            {
                float[] own = new float[2];
                for (int i = 0; i < 2000; i++)
                {
                    int row = ((i * 7) + thread) % 400;
                    s_classifier.Predict(rows.AsSpan(2 * row, 2), own);
                    Assert.Null(Bits.Difference(expected.AsSpan(2 * row, 2), own));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    [Fact]
    public void Spans_cost_no_memory()
    {
        float[] rows = Some.Normal(2 * 50, new RandomKey(3)), predictions = new float[100];
        Assert.Equal(0, Allocations.Of(() => s_classifier.Predict(rows, predictions)));
        Assert.Equal(0, Allocations.Of(() => s_classifier.Predict(rows.AsSpan(0, 2))));
        Assert.Equal(0, Allocations.Of(() => s_regressor.Predict(rows.AsSpan(0, 2))));
    }

    [Fact]
    public void Wide_rows_cost_no_memory_either()
    {
        var network = Network.Create(5000, [4], 2, Activation.Relu, seed: 1);
        var predictor = Predictor.From(Some.Model(network));
        float[] rows = Some.Normal(3 * 5000, new RandomKey(3)), predictions = new float[6], alone = new float[2];
        predictor.Predict(rows, predictions);
        predictor.Predict(rows.AsSpan(5000, 5000), alone);
        Assert.Equal(predictions.AsSpan(2, 2).ToArray(), alone);
        Assert.Equal(0, Allocations.Of(() => predictor.Predict(rows, predictions)));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Equal("Got 3 values; the model takes 2 features a row: \"x0\", \"x1\". (Parameter 'values')", Message(() => s_classifier.Predict([1, 2, 3])));
        Assert.Equal("Got 0 values; the model takes 2 features a row: \"x0\", \"x1\". (Parameter 'values')", Message(() => s_classifier.Predict([])));
        Assert.StartsWith("Got 4 values; the model takes 2 features a row", Message(() => s_classifier.Predict([1, 2, 3, 4])), StringComparison.Ordinal);
        Assert.StartsWith("The destination has room for 3 predictions; 2 rows take 4.", Message(() => s_classifier.Predict([1, 2, 3, 4], new float[3])), StringComparison.Ordinal);
        Assert.StartsWith("The destination has room for 1 predictions; 1 row takes 2.", Message(() => s_classifier.Predict([1, 2], new float[1])), StringComparison.Ordinal);
        Assert.StartsWith("\"x1\" is Infinity, which is not a number or too far from the values of the training set", Message(() => s_classifier.Predict([1, float.PositiveInfinity])), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("model", () => Predictor.From(null!));
        Assert.Throws<ArgumentNullException>("table", () => s_classifier.Predict((Table)null!));
        Assert.Throws<ArgumentNullException>("table", () => s_classifier.Evaluate(null!));

        static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
    }

    [Fact]
    public void A_missing_value_is_the_median() => Assert.Equal(
        s_classifier.Predict([(float)s_classifier.Model.Input.Columns[0].Median, 1]).Probability, s_classifier.Predict([float.NaN, 1]).Probability, 1e-5f);

    [Fact]
    public void Categories_take_a_table_or_objects() => Assert.StartsWith(
        "Column \"garden\" is categorical", Assert.Throws<InvalidOperationException>(() => Regressor.Train(SomeTables.Prices(), new() { Hidden = [2], Epochs = 1 }).Predict([1, 2])).Message, StringComparison.Ordinal);

    [Fact]
    public void One_logit_becomes_two_probabilities()
    {
        var network = Network.Create(2, [4], 1, Activation.Relu, seed: 1);
        var predictor = Predictor.From(new(network, InputSchema.Table(new([0, 0], [1, 1])), LearningTask.Classification("no", "yes")));
        float[] both = new float[2], logit = new float[1];
        predictor.Predict([1, 2], both);
        using var processor = new Processor(1);
        network.Predict(new([1, 2], 1, 2), new(logit, 1, 1), network.CreateWorkspace(1, processor));
        Assert.Equal(1 / (1 + Math.Exp(-logit[0])), both[1], 1e-6);
        Assert.Equal(1, both[0] + both[1], 1e-6);
        Assert.Equal(2, predictor.OutputCount);
    }

    [Fact]
    public void A_prediction_says_what_it_is()
    {
        using var culture = new ForeignCulture();
        var yes = s_classifier.Predict([3, 0]);
        Assert.Equal(FormattableString.Invariant($"yes ({100 * yes.Probability:0.0} %)"), yes.ToString());
        Assert.Equal("The model predicts classes, not values; use Class and Probability.", Assert.Throws<InvalidOperationException>(() => yes.Value).Message);
        var price = s_regressor.Predict([3, 0]);
        Assert.Equal(FormattableString.Invariant($"{price.Value}"), price.ToString());
        foreach (Func<object> wrong in new Func<object>[] { () => price.Class, () => price.ClassIndex, () => price.Probability })
            Assert.Equal("The model predicts values, not classes; use Value.", Assert.Throws<InvalidOperationException>(() => { _ = wrong(); }).Message);
        Assert.Equal("no prediction", default(Prediction).ToString());
        Assert.Equal("This is default(Prediction), not the prediction of a model.", Assert.Throws<InvalidOperationException>(() => default(Prediction).Class).Message);
        Assert.True(yes == s_classifier.Predict([3, 0]));
        Assert.True(yes != price);
        Assert.Equal(yes.GetHashCode(), s_classifier.Predict([3, 0]).GetHashCode());
    }
}
