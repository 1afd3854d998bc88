using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>What batch normalisation does to a batch: claims A28 to A33, D27 to D46.</summary>
public sealed class BatchNormTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    /// <summary>Fixture 3 of the ledger: the column (1, 2, 4, 7) with gamma 2 and beta −1; with a rectifier behind it only the last row passes.</summary>
    [Theory]
    [InlineData(0f, new float[] { 1, -1, 0.5f, 2 }, 2.7277236279, 2.5, new[] { 0.9767848420, -1.0287414825, -0.2390005464, 0.2909571870 })]
    [InlineData(0f, new float[] { 0, 0, 0, 2 }, 3.0550504633, 2, new[] { 0.2909571870, 0, -0.5819143740, 0.2909571870 })]
    [InlineData(1e-5f, new float[] { 0, 0, 0, 2 }, 3.0550475537, 2, new[] { 0.29095552437, -8.3130387e-07, -0.58191354266, 0.29095884959 })]
    public void Fixture_3_of_the_ledger(float epsilon, float[] dy, double dGamma, double dBeta, double[] dx)
    {
        var layer = Layer(epsilon, gamma: [2], beta: [-1]);
        var run = new LayerRun(layer, _processor);
        Close([-3.1821789024, -2.3093073414, -0.5635642195, 2.0550504633], run.Forward(1, 2, 4, 7), 5e-6);
        Close(dx, run.Backward(dy), 5e-7);
        Close([dGamma], layer.Parameters[0].Gradient.Data, 5e-7);
        Close([dBeta], layer.Parameters[1].Gradient.Data, 5e-7);
        Close([3.5, 5.25, 1 / Math.Sqrt(5.25 + epsilon)], run.Cache, 5e-7);
    }

    /// <summary>Claims D36, D37 and D46: the gradients of mean and variance, and the input's from them.</summary>
    [Fact]
    public void The_gradient_is_the_sum_of_its_three_paths()
    {
        const double Gamma = 2, Mean = 3.5, Variance = 5.25;
        double[] x = [1, 2, 4, 7], dy = [0, 0, 0, 2];
        double root = Math.Sqrt(Variance);
        double dMean = -Gamma / root * dy.Sum();
        double dVariance = -Gamma / (2 * Variance * root) * x.Zip(dy, (value, gradient) => (value - Mean) * gradient).Sum();
        Assert.Equal(-1.7457431219, dMean, 1e-9);
        Assert.Equal(-0.5819143740, dVariance, 1e-9);

        var run = new LayerRun(Layer(0, gamma: [2], beta: [-1]), _processor);
        run.Forward([.. x.Select(value => (float)value)]);
        double[] expected = [.. x.Zip(dy, (value, gradient) => (Gamma / root * gradient) + (dVariance * 2 / 4 * (value - Mean)) + (dMean / 4))];
        Close(expected, run.Backward([.. dy.Select(value => (float)value)]), 1e-6);
    }

    /// <summary>Claims A36, D31 and D32.</summary>
    [Theory]
    [InlineData(0f)]
    [InlineData(1e-5f)]
    [InlineData(0.5f)]
    public void Outputs_have_mean_beta_and_variance_gamma_squared_times_v_over_v_plus_epsilon(float epsilon)
    {
        const int Rows = 40, Width = 19;
        float[] gamma = Some.Normal(Width, new RandomKey(1)), beta = Some.Normal(Width, new RandomKey(2)), x = Some.Normal(Rows * Width, new RandomKey(3));
        float[] y = new LayerRun(Layer(epsilon, gamma, beta), _processor).Forward(x);
        for (int j = 0; j < Width; j++)
        {
            var (_, before) = Moments(x, Width, j);
            var (mean, variance) = Moments(y, Width, j);
            Assert.Equal(beta[j], mean, 1e-6);
            Assert.Equal(gamma[j] * gamma[j] * before / (before + epsilon), variance, 1e-5);
        }
    }

    /// <summary>Claim D30: epsilon is there for this.</summary>
    [Fact]
    public void A_constant_column_becomes_beta_and_without_epsilon_it_is_not_a_number()
    {
        foreach (float constant in new[] { 0f, 0.1f, -3, 12345.678f, 1e-20f, 1e15f })
        {
            foreach (int rows in new[] { 2, 3, 7, 128 })
                Assert.All(new LayerRun(Layer(1e-5f, [2], [-1]), _processor).Forward([.. Enumerable.Repeat(constant, rows)]), value => Assert.Equal(-1, value));
        }

        Assert.All(new LayerRun(Layer(0, [2], [-1]), _processor).Forward(3, 3, 3, 3), value => Assert.True(float.IsNaN(value)));
    }

    /// <summary>Moving a whole column moves no output, so the gradient along it is 0; with epsilon 0 so is the gradient along a stretch (claim D45).</summary>
    [Fact]
    public void Columns_of_the_input_gradient_have_the_sum_0_and_none_along_the_normalised_input()
    {
        const int Rows = 50, Width = 21;
        float[] x = Some.Normal(Rows * Width, new RandomKey(4)), dy = Some.Normal(Rows * Width, new RandomKey(5));
        var run = new LayerRun(new BatchNorm(Width, epsilon: 0), _processor);
        float[] normalised = run.Forward(x), dx = run.Backward(dy);
        for (int j = 0; j < Width; j++)
        {
            Assert.Equal(0, Enumerable.Range(0, Rows).Sum(n => (double)dx[(n * Width) + j]), 1e-5);
            Assert.Equal(0, Enumerable.Range(0, Rows).Sum(n => (double)dx[(n * Width) + j] * normalised[(n * Width) + j]), 1e-5);
        }
    }

    /// <summary>Claims A28 and A29 as they are printed, without the sum over the batch and with x in the place of its normalised self, miss by far.</summary>
    [Fact]
    public void The_gradients_that_report_A_prints_are_not_the_gradients()
    {
        float[] x = [1, 2, 4, 7], dy = [1, -1, 0.5f, 2];
        var layer = Layer(0, [2], [-1]);
        var run = new LayerRun(layer, _processor);
        run.Forward(x);
        run.Backward(dy);
        foreach (var (input, gradient) in x.Zip(dy))
        {
            Assert.True(Math.Abs((gradient * input) - layer.Parameters[0].Gradient[0, 0]) > 0.1);
            Assert.True(Math.Abs(gradient - layer.Parameters[1].Gradient[0, 0]) > 0.1);
        }
    }

    /// <summary>Claim A37: normalised values reach at most √(B − 1), so a low beta puts all of them below 0, and a rectifier behind them lets nothing pass.</summary>
    [Fact]
    public void All_rows_can_be_negative_and_a_rectifier_behind_them_dead()
    {
        const int Rows = 16;
        float[] x = Some.Normal(Rows, new RandomKey(6));
        Assert.InRange(new LayerRun(Layer(0, [1], [0]), _processor).Forward(x).Max(), 1 / MathF.Sqrt(Rows - 1), MathF.Sqrt(Rows - 1));

        var layer = Layer(0, [1], [-10]);
        var (norm, rectifier) = (new LayerRun(layer, _processor), new LayerRun(new Relu(1), _processor));
        Assert.All(rectifier.Forward(norm.Forward(x)), value => Assert.Equal(0, value));
        norm.Backward(rectifier.Backward(Some.Normal(Rows, new RandomKey(7))));
        Assert.All(layer.Parameters, parameter => Assert.Equal(0, parameter.Gradient[0, 0]));
    }

    /// <summary>Claim A31: one row has no variance, and says nothing about the input.</summary>
    [Fact]
    public void A_training_batch_of_one_row_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => new LayerRun(new BatchNorm(3), _processor).Forward(1, 2, 3));
        Assert.Equal(
            "BatchNorm(3 -> 3): a training batch of 1 row has no variance: its outputs would always be beta. Use batches of at least 2 rows.",
            error.Message);
    }

    /// <summary>Claim A30, and fixture 7 of the ledger.</summary>
    [Fact]
    public void Parameters_are_counted_as_in_the_ledger()
    {
        var small = new Network(new Linear(20, 40), new BatchNorm(40));
        Assert.Equal(920, small.Parameters.Count);
        Assert.Equal(80, small.Parameters.Buffers.Sum(buffer => buffer.Count));
        Assert.Equal(["layers.1.gamma", "layers.1.beta"], small.Parameters.All.Skip(2).Select(parameter => parameter.Name));
        Assert.Equal(["layers.1.runningMean", "layers.1.runningVariance"], small.Parameters.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(394_890, new Network(new Linear(3072, 128), new BatchNorm(128), new Elu(128), new Linear(128, 10)).Parameters.Count);
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        using var culture = new ForeignCulture();
        Refused(() => new BatchNorm(3, epsilon: -0.5f), "Epsilon is -0.5; it must be a finite number, at least 0.");
        Refused(() => new BatchNorm(3, epsilon: float.NaN), "Epsilon is NaN; it must be a finite number, at least 0.");
        Refused(() => new BatchNorm(3, momentum: 1.5f), "The momentum of running statistics is 1.5; it must be from 0 to 1.");
        Refused(() => new BatchNorm(3, momentum: float.NaN), "The momentum of running statistics is NaN; it must be from 0 to 1.");
        Assert.Equal((1e-5f, 0.1f), (new BatchNorm(3).Epsilon, new BatchNorm(3).Momentum));

        static void Refused(Func<BatchNorm> create, string text) =>
            Assert.StartsWith(text, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    private static BatchNorm Layer(float epsilon, float[] gamma, float[] beta)
    {
        var layer = new BatchNorm(gamma.Length, epsilon);
        gamma.CopyTo(layer.Parameters[0].Value.Data);
        beta.CopyTo(layer.Parameters[1].Value.Data);
        return layer;
    }

    private static (double Mean, double Variance) Moments(float[] values, int width, int column)
    {
        double[] entries = [.. Enumerable.Range(0, values.Length / width).Select(n => (double)values[(n * width) + column])];
        double mean = entries.Average();
        return (mean, entries.Average(value => (value - mean) * (value - mean)));
    }

    private static void Close(double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
