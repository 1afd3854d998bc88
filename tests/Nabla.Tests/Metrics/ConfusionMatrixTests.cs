using Nabla.Networks;

namespace Nabla.Tests.Metrics;

/// <summary>Claims B27 to B32 and fixture 5.</summary>
public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Ratios_by_hand()
    {
        var matrix = Matrix([[3, 1, 0], [2, 5, 0], [1, 0, 0]]);
        Assert.Equal(12, matrix.Total);
        Assert.Equal(8.0 / 12, matrix.Accuracy);
        Assert.Equal(3.0 / 6, matrix.Precision(0));
        Assert.Equal(3.0 / 4, matrix.Recall(0));
        Assert.Equal(2 * 0.5 * 0.75 / 1.25, matrix.FBeta(0, 1), 1e-15);
        Assert.Equal(new[] { 2L, 5, 0 }, matrix.ToRows()[1]);
    }

    [Fact]
    public void What_has_no_examples_has_ratio_0()
    {
        var matrix = Matrix([[3, 1, 0], [2, 5, 0], [1, 0, 0]]);
        Assert.Equal((0, 0, 0), (matrix.Precision(2), matrix.Recall(2), matrix.FBeta(2, 1)));
        Assert.Equal(0, new ConfusionMatrix(2).Accuracy);
    }

    [Theory]
    [InlineData(0.1, 0.4950980392)]
    [InlineData(1, 0.3333333333)]
    [InlineData(10, 0.2512437811)]
    public void Fixture_5_of_the_ledger(double beta, double expected)
    {
        // Precision 1/2, recall 1/4.
        Assert.Equal(expected, Matrix([[1, 3], [1, 0]]).FBeta(0, beta), 1e-9);
    }

    [Fact]
    public void F_lies_between_precision_and_recall_and_moves_to_recall_as_beta_grows()
    {
        var key = new RandomKey(1);
        for (int draw = 0; draw < 200; draw++)
        {
            var matrix = new ConfusionMatrix(3);
            for (int i = 0; i < 60; i++)
                matrix.Add(key.Fold((ulong)draw).Below((ulong)(2 * i), 3), key.Fold((ulong)draw).Below((ulong)((2 * i) + 1), 3));
            var (p, r) = (matrix.Precision(0), matrix.Recall(0));
            double[] f = [.. new[] { 0.1, 1, 10 }.Select(beta => matrix.FBeta(0, beta))];
            Assert.All(f, value => Assert.InRange(value, Math.Min(p, r) - 1e-12, Math.Max(p, r) + 1e-12));
            Assert.True(r >= p ? f[0] <= f[1] + 1e-12 && f[1] <= f[2] + 1e-12 : f[0] >= f[1] - 1e-12 && f[1] >= f[2] - 1e-12);
        }
    }

    [Fact]
    public void Classes_that_do_not_exist_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2).Add(0, 2));

    [Fact]
    public void The_first_of_equals_is_predicted_and_with_a_NaN_no_class()
    {
        var task = LearningTask.Classification("a", "b", "c");
        Assert.Equal(1, task.PredictClass([1, 3, 3]));
        Assert.Equal(0, task.PredictClass([float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Equal(LearningTask.NoClass, task.PredictClass([1, 3, float.NaN]));
        Assert.Equal(LearningTask.NoClass, task.PredictClass([float.NaN, float.NaN, float.NaN]));
        Assert.Equal(-1, LearningTask.NoClass);
        Assert.Equal(
            "A regression of 1 value predicts no class; use the outputs as they are.",
            Assert.Throws<InvalidOperationException>(() => LearningTask.Regression("price").PredictClass([1])).Message);
    }

    [Fact]
    public void One_output_for_two_classes_predicts_the_second_above_0()
    {
        var task = LearningTask.Classification("no", "yes");
        Assert.Equal([0, 0, 1, -1], new[] { -0.1f, 0, 0.1f, float.NaN }.Select(output => task.PredictClass([output])));
        Assert.Equal(1, task.PredictClass([-2, -1]));
        Assert.Equal(2, Classification.CountCorrect(new(new[] { 3, -3, 3, float.NaN }, 4, 1), [1, 0, 0, 0], task));
        Assert.Equal(0, LearningTask.Classification("the only one").PredictClass([-5]));
    }

    [Fact]
    public void What_is_predicted_as_no_class_is_wrong_and_counts_in_the_total()
    {
        var matrix = Matrix([[3, 1], [0, 4]]);
        matrix.Add(0, LearningTask.NoClass);
        matrix.Add(0, LearningTask.NoClass);
        Assert.Equal((10, 2, 0), (matrix.Total, matrix.Unpredicted(0), matrix.Unpredicted(1)));
        Assert.Equal(7.0 / 10, matrix.Accuracy);
        Assert.Equal(3.0 / 6, matrix.Recall(0));
        Assert.Equal(1, matrix.Precision(0));
        Assert.Equal([3, 1], matrix.ToRows()[0]);
    }

    private static ConfusionMatrix Matrix(int[][] counts)
    {
        var matrix = new ConfusionMatrix(counts.Length);
        for (int truth = 0; truth < counts.Length; truth++)
        {
            for (int prediction = 0; prediction < counts.Length; prediction++)
            {
                for (int i = 0; i < counts[truth][prediction]; i++)
                    matrix.Add(truth, prediction);
            }
        }

        return matrix;
    }
}
