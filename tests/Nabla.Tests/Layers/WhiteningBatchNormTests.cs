using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;
using Nabla.Tests.Training;

namespace Nabla.Tests.Layers;

/// <summary>What whitening promises (claims D47 to D51, experiment XD4), where it is hard: few rows, equal eigenvalues, ill-conditioned batches, width 512.</summary>
public sealed class WhiteningBatchNormTests
{
    private static readonly RandomKey Key = new(41);

    [Fact]
    public void Batch_normalisation_gives_a_correlation_matrix_and_whitening_the_identity()
    {
        const int Rows = 1000, Width = 5;
        float[] x = Correlated(Rows, Width);
        var correlation = WhiteningDefinition.Covariance(Matrix(x, Width));
        double[] deviation = [.. Enumerable.Range(0, Width).Select(j => Math.Sqrt(correlation[j, j]))];

        var normalized = CovarianceOf(new BatchNorm(Width, epsilon: 0), x, Rows);
        var whitened = CovarianceOf(new WhiteningBatchNorm(Width, epsilon: 1e-9f), x, Rows);
        double largest = 0;
        for (int i = 0; i < Width; i++)
        {
            for (int j = 0; j < Width; j++)
            {
                Assert.Equal(correlation[i, j] / (deviation[i] * deviation[j]), normalized[i, j], 1e-5);
                Assert.Equal(i == j ? 1 : 0, whitened[i, j], 1e-5);
                largest = i == j ? largest : Math.Max(largest, Math.Abs(normalized[i, j]));
            }
        }

        // D47: the report calls the first one diagonal.
        Assert.True(largest > 0.3, $"largest correlation {largest}");
    }

    [Theory]
    [InlineData(1000, 3)]
    [InlineData(1000, 64)]
    [InlineData(12, 5)]
    [InlineData(12, 64)]
    [InlineData(3, 5)]
    [InlineData(2, 1)]
    public void The_covariance_of_what_comes_out_is_that_of_x_over_itself_plus_epsilon(int rows, int width)
    {
        foreach (float epsilon in new[] { 1e-3f, 0.1f })
        {
            float[] x = Correlated(rows, width);
            var expected = Jacobi.Function(WhiteningDefinition.Covariance(Matrix(x, width)), eigenvalue => eigenvalue / (eigenvalue + epsilon));
            var covariance = CovarianceOf(new WhiteningBatchNorm(width, epsilon), x, rows);
            AssertNear(expected.Data, covariance.Data, 2e-6, $"{rows} x {width}, epsilon {epsilon}");
        }
    }

    [Fact]
    public void Gamma_squared_is_the_covariance_and_beta_the_mean()
    {
        const int Rows = 500, Width = 4;
        float[] gamma = [2, 0.5f, -1, 0], beta = [1, -2, 0.25f, 3];
        var batch = new Batch(new WhiteningBatchNorm(Width, epsilon: 1e-9f), Rows, Correlated(Rows, Width));
        gamma.CopyTo(batch.Layer.Parameters[0].Value.Data);
        beta.CopyTo(batch.Layer.Parameters[1].Value.Data);
        batch.Forward(PassMode.Training);

        var covariance = WhiteningDefinition.Covariance(Matrix(batch.Y, Width));
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(beta[i], Enumerable.Range(0, Rows).Average(n => (double)batch.Y[(n * Width) + i]), 1e-5);
            for (int j = 0; j < Width; j++)
                Assert.Equal(i == j ? gamma[i] * gamma[i] : 0, covariance[i, j], 1e-5);
        }
    }

    [Theory]
    [InlineData("random", 9, 4, 1e-3f)]
    [InlineData("correlated", 12, 5, 1e-3f)]
    [InlineData("correlated", 12, 5, 1e-5f)]
    [InlineData("fewer rows than columns", 3, 5, 1e-3f)]
    [InlineData("fewer rows than columns", 2, 4, 1e-2f)]
    [InlineData("as many rows as columns", 5, 5, 1e-3f)]
    [InlineData("all rows equal", 4, 3, 1e-2f)]
    [InlineData("equal eigenvalues", 8, 4, 1e-3f)]
    [InlineData("equal eigenvalues in pairs", 8, 4, 1e-5f)]
    [InlineData("a column of zeros", 9, 4, 1e-2f)]
    public void Gradients_equal_central_differences_of_the_definition(string kind, int rows, int width, float epsilon)
    {
        var batch = new Batch(new WhiteningBatchNorm(width, epsilon), rows, Hard(kind, rows, width));
        DrawParameters(batch.Layer);
        batch.Forward(PassMode.Training);
        batch.Backward();

        var x = Matrix(batch.X, width);
        DoubleMatrix[] parameters = [.. batch.Layer.Parameters.Select(parameter => DoubleMatrix.From(parameter.Value))];
        var dy = Matrix(batch.Dy, width);
        double Loss() => WhiteningDefinition.Forward(x, parameters, epsilon).Dot(dy);

        // A step of δ along a direction without variance adds δ²/B to ε: steps stay well below √(B ε).
        double step = 1e-3 * Math.Sqrt(epsilon);
        AssertNear(WhiteningDefinition.Forward(x, parameters, epsilon).Data, batch.Y, 1e-6, $"{kind}: output");
        AssertNear(CentralDifferences.Gradient(x.Data, Loss, step), batch.Dx, 1e-5, $"{kind}: input");
        AssertNear(CentralDifferences.Gradient(parameters[0].Data, Loss), batch.Layer.Parameters[0].Gradient.ToRowMajor(), 1e-5, $"{kind}: gamma");
        AssertNear(CentralDifferences.Gradient(parameters[1].Data, Loss), batch.Layer.Parameters[1].Gradient.ToRowMajor(), 1e-5, $"{kind}: beta");
    }

    [Fact]
    public void Equal_rows_give_beta()
    {
        var batch = new Batch(new WhiteningBatchNorm(3), 4, Hard("all rows equal", 4, 3));
        DrawParameters(batch.Layer);
        batch.Forward(PassMode.Training);
        batch.Backward();
        for (int n = 0; n < 4; n++)
            Assert.Equal(batch.Layer.Parameters[1].Value.Data, batch.Y.AsSpan(n * 3, 3));
        Assert.All(batch.Dx, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(1e2)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void Errors_grow_with_the_condition_number_no_faster_than_rounding_must(double condition)
    {
        // Σ is known to some 1e-16 of its largest eigenvalue, about 1 here, so an eigenvalue of 1/condition to condition · 1e-16 of itself.
        const int Rows = 200, Width = 8;
        const float Epsilon = 1e-13f;
        float[] x = Correlated(Rows, Width);
        for (int i = 0; i < x.Length; i++)
            x[i] *= (float)Math.Pow(condition, -0.5 * (i % Width) / (Width - 1));
        var batch = new Batch(new WhiteningBatchNorm(Width, Epsilon), Rows, x);
        batch.Forward(PassMode.Training);

        DoubleMatrix[] parameters = [.. batch.Layer.Parameters.Select(parameter => DoubleMatrix.From(parameter.Value))];
        AssertNear(WhiteningDefinition.Forward(Matrix(x, Width), parameters, Epsilon).Data, batch.Y, 1e-7 + (1e-14 * condition), $"condition {condition}");
    }

    [Theory]
    [InlineData(640)]
    [InlineData(128)]
    public void Width_512(int rows)
    {
        const int Width = 512;
        var layer = new WhiteningBatchNorm(Width);
        var batch = new Batch(layer, rows, Correlated(rows, Width));
        DrawParameters(layer);
        batch.Forward(PassMode.Training);
        batch.Backward();

        // One direction of all: the derivative along it against the difference of the layer itself.
        const float Step = 1e-3f;
        float[] direction = Some.Normal(rows * Width, Key.Fold(5)), at = [.. batch.X];
        double slope = batch.Dx.Zip(direction, (dx, v) => (double)dx * v).Sum();
        double Loss(float step)
        {
            for (int i = 0; i < at.Length; i++)
                batch.X[i] = at[i] + (step * direction[i]);
            batch.Forward(PassMode.Training);
            return batch.Y.Zip(batch.Dy, (y, dy) => (double)y * dy).Sum();
        }

        double difference = (Loss(Step) - Loss(-Step)) / (2 * Step);
        double size = Math.Sqrt(batch.Dx.Sum(dx => (double)dx * dx));
        Assert.True(Math.Abs(slope - difference) < 2e-3 * size, $"{slope} or {difference}, gradient of length {size}");
    }

    [Fact]
    public void Running_estimates_equal_a_loop_in_double_precision()
    {
        const int Rows = 6, Width = 37;
        var layer = new WhiteningBatchNorm(Width, momentum: 0.25f);
        double[] mean = new double[Width], covariance = [.. Enumerable.Range(0, Width * Width).Select(i => i / Width == i % Width ? 1.0 : 0)];
        for (ulong step = 0; step < 5; step++)
        {
            var batch = new Batch(layer, Rows, Correlated(Rows, Width, step));
            batch.Forward(PassMode.Training);
            batch.UpdateStatistics();

            var unbiased = WhiteningDefinition.Covariance(Matrix(batch.X, Width)).Map(value => value * Rows / (Rows - 1));
            for (int j = 0; j < Width; j++)
                mean[j] = (0.75 * mean[j]) + (0.25 * Enumerable.Range(0, Rows).Average(n => (double)batch.X[(n * Width) + j]));
            for (int i = 0; i < covariance.Length; i++)
                covariance[i] = (0.75 * covariance[i]) + (0.25 * unbiased.Data[i]);
        }

        AssertNear(mean, layer.Buffers[0].Value.ToRowMajor(), 1e-6, "mean");
        AssertNear(covariance, layer.Buffers[1].Value.ToRowMajor(), 1e-6, "covariance");
        Assert.Equal([ParameterRole.Statistic, ParameterRole.Statistic], layer.Buffers.Select(buffer => buffer.Role));
    }

    [Fact]
    public void Forward_leaves_the_running_estimates_alone()
    {
        var layer = new WhiteningBatchNorm(4);
        foreach (var mode in Enum.GetValues<PassMode>())
            new Batch(layer, 7, Correlated(7, 4)).Forward(mode);
        Assert.All(layer.Buffers[0].Value.ToRowMajor(), value => Assert.Equal(0, value));
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], layer.Buffers[1].Value.ToRowMajor());
    }

    [Fact]
    public void Inference_takes_the_running_estimates_and_each_row_by_itself()
    {
        const int Rows = 9, Width = 40;
        var layer = Trained(Width);
        var batch = new Batch(layer, Rows, Correlated(Rows, Width));
        batch.Forward(PassMode.Inference);

        DoubleMatrix gamma = DoubleMatrix.From(layer.Parameters[0].Value), beta = DoubleMatrix.From(layer.Parameters[1].Value);
        var mean = DoubleMatrix.From(layer.Buffers[0].Value);
        var whitening = Jacobi.Function(DoubleMatrix.From(layer.Buffers[1].Value), eigenvalue => 1 / Math.Sqrt(eigenvalue + layer.Epsilon));
        double[] expected = new double[Rows * Width];
        for (int n = 0; n < Rows; n++)
        {
            for (int j = 0; j < Width; j++)
            {
                double sum = Enumerable.Range(0, Width).Sum(i => (batch.X[(n * Width) + i] - mean[0, i]) * whitening[i, j]);
                expected[(n * Width) + j] = (gamma[0, j] * sum) + beta[0, j];
            }
        }

        AssertNear(expected, batch.Y, 1e-6, "inference");
        for (int n = 0; n < Rows; n++)
        {
            var alone = new Batch(layer, 1, [.. batch.X.AsSpan(n * Width, Width)]);
            alone.Forward(PassMode.Inference);
            Assert.Null(Bits.Difference(batch.Y.AsSpan(n * Width, Width), alone.Y));
        }
    }

    [Fact, Trait("Category", "Allocation")]
    public void Inference_gives_the_same_bits_at_every_width_and_number_of_threads_and_allocates_nothing()
    {
        const int Rows = 33, Width = 70;
        var batch = new Batch(Trained(Width), Rows, Correlated(Rows, Width));
        float[]? expected = null;
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 3 })
            {
                using var processor = new Processor(threads, width);
                batch.Forward(PassMode.Inference, processor);
                expected ??= [.. batch.Y];
                Assert.Null(Bits.Difference(expected, batch.Y));
                Assert.Equal(0, Allocations.Of(() => batch.Forward(PassMode.Inference, processor)));
            }
        }
    }

    [Fact]
    public void Inference_follows_its_running_estimates_wherever_they_come_from()
    {
        // As when a checkpoint is read: somebody writes into the buffers.
        const int Width = 3;
        var layer = new WhiteningBatchNorm(Width, epsilon: 1e-9f);
        var batch = new Batch(layer, 1, [2, 4, 6]);
        batch.Forward(PassMode.Inference);
        Assert.Equal([2, 4, 6], batch.Y.Select(y => MathF.Round(y, 5)));

        for (int j = 0; j < Width; j++)
            layer.Buffers[1].Value[j, j] = 4;
        layer.Buffers[0].Value.Data.Fill(2);
        batch.Forward(PassMode.Inference);
        Assert.Equal([0, 1, 2], batch.Y.Select(y => MathF.Round(y, 5)));
    }

    [Fact]
    public void Batches_of_fewer_rows_than_columns_still_give_answers_of_the_right_size()
    {
        // Each batch has directions without variance, each other ones: a mean of their W would take the answers to 20 times their size.
        const int Rows = 8, Width = 32;
        var layer = new WhiteningBatchNorm(Width);
        for (ulong step = 0; step < 60; step++)
        {
            var batch = new Batch(layer, Rows, Some.Normal(Rows * Width, Key.Fold(200 + step)));
            batch.Forward(PassMode.Training);
            batch.UpdateStatistics();
        }

        var answer = new Batch(layer, 500, Some.Normal(500 * Width, Key.Fold(199)));
        answer.Forward(PassMode.Inference);
        Assert.InRange(Math.Sqrt(answer.Y.Average(y => (double)y * y)), 0.8, 1.5);
    }

    [Fact]
    public void A_transductive_pass_takes_the_batchs_own_statistics()
    {
        var layer = Trained(6);
        Batch training = new(layer, 20, Correlated(20, 6)), transductive = new(layer, 20, Correlated(20, 6)), alone = new(layer, 1, Correlated(1, 6));
        training.Forward(PassMode.Training);
        transductive.Forward(PassMode.Transductive);
        alone.Forward(PassMode.Transductive);
        Assert.Null(Bits.Difference(training.Y, transductive.Y));
        Assert.Equal(layer.Parameters[1].Value.ToRowMajor(), alone.Y);
    }

    [Fact]
    public void A_training_batch_of_one_row_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => new Batch(new WhiteningBatchNorm(128), 1, new float[128]).Forward(PassMode.Training));
        Assert.Equal(
            "WhiteningBatchNorm(128 -> 128): a training batch of 1 row has no covariance: its outputs would always be beta. Use batches of at least 2 rows.",
            error.Message);
    }

    [Theory]
    [InlineData(0f, 0.1f, "Epsilon is 0; it must be a finite number above 0.")]
    [InlineData(-1f, 0.1f, "Epsilon is -1; it must be a finite number above 0.")]
    [InlineData(float.NaN, 0.1f, "Epsilon is NaN; it must be a finite number above 0.")]
    [InlineData(1e-3f, 1.5f, "The momentum of running statistics is 1.5; it must be from 0 to 1.")]
    [InlineData(1e-3f, float.NaN, "The momentum of running statistics is NaN; it must be from 0 to 1.")]
    public void A_setting_outside_its_range_is_named(float epsilon, float momentum, string message)
    {
        using var culture = new ForeignCulture();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new WhiteningBatchNorm(3, epsilon, momentum));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void One_number_that_is_none_spoils_the_batch_and_ends(float value)
    {
        var batch = new Batch(new WhiteningBatchNorm(12), 7, Correlated(7, 12));
        batch.X[40] = value;
        batch.Forward(PassMode.Training);
        batch.Backward();
        Assert.All(batch.Y.Concat(batch.Dx), result => Assert.True(float.IsNaN(result)));
    }

    [Fact]
    public void A_network_learns_with_it_and_answers_by_its_running_estimates_to_the_same_bits_everywhere()
    {
        var splits = new Blobs(600, 12, 4, new RandomKey(3)).Split();
        string? expected = null;
        foreach (var width in Widths.All)
        {
            using var processor = new Processor(threads: 2, width);
            var network = new Network(new Linear(12, 24), new WhiteningBatchNorm(24), new Elu(24), new Linear(24, 4));
            network.Initialize(Key);
            var report = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.05f), new TrainerOptions { Epochs = 4, BatchSize = 32 }, processor)
                .Fit(splits.Train, splits.Validation);
            Assert.True(report.Epochs[^1].ValidationAccuracy > 0.8, $"validation accuracy {report.Epochs[^1].ValidationAccuracy}");
            Assert.Equal(expected ??= report.FinalFingerprint, report.FinalFingerprint);
        }
    }

    [Fact]
    public void Memory_may_begin_anywhere()
    {
        // A block lays the caches of its layers end to end, so doubles may begin halfway between two.
        const int Rows = 10, Width = 9;
        using var processor = new Processor(threads: 1);
        var pass = new Pass(processor, PassMode.Training);
        var layer = new WhiteningBatchNorm(Width);
        float[] x = Correlated(Rows, Width), dy = Some.Normal(Rows * Width, Key.Fold(3));
        float[][] results = [.. new[] { 0, 1 }.Select(offset =>
        {
            float[] y = new float[x.Length], dx = new float[x.Length];
            var cache = new float[layer.CacheLength(Rows) + 1].AsSpan(offset, layer.CacheLength(Rows));
            var scratch = new float[layer.ScratchLength(Rows) + 1].AsSpan(offset, layer.ScratchLength(Rows));
            layer.Forward(pass, new MatrixView(x, Rows, Width), new(y, Rows, Width), cache);
            layer.Backward(pass, new MatrixView(x, Rows, Width), new MatrixView(y, Rows, Width), cache, new MatrixView(dy, Rows, Width), new(dx, Rows, Width), scratch);
            return (float[])[.. y, .. dx];
        })];
        Assert.Null(Bits.Difference(results[0], results[1]));
    }

    [Fact]
    public void Two_rows_of_parameters_are_trained_and_the_running_estimates_are_not()
    {
        var layer = new WhiteningBatchNorm(40);
        Assert.Equal(80, layer.Parameters.Sum(parameter => parameter.Count));
        Assert.Equal([ParameterRole.Scale, ParameterRole.Shift], layer.Parameters.Select(parameter => parameter.Role));
    }

    /// <summary>A layer with a batch and all that its passes need.</summary>
    private sealed class Batch(WhiteningBatchNorm layer, int rows, float[] x)
    {
        private readonly float[] _cache = new float[layer.CacheLength(rows)];

        public WhiteningBatchNorm Layer => layer;

        public float[] X => x;

        public float[] Y { get; } = new float[x.Length];

        public float[] Dy { get; } = Some.Normal(x.Length, Key.Fold(3));

        public float[] Dx { get; } = new float[x.Length];

        public void Forward(PassMode mode)
        {
            using var processor = new Processor(threads: 1);
            Forward(mode, processor);
        }

        public void Forward(PassMode mode, Processor processor) =>
            layer.Forward(new Pass(processor, mode), new MatrixView(x, rows, layer.Inputs), new(Y, rows, layer.Inputs), _cache);

        public void Backward()
        {
            using var processor = new Processor(threads: 1);
            layer.Backward(
                new Pass(processor, PassMode.Training), new MatrixView(x, rows, layer.Inputs), new MatrixView(Y, rows, layer.Inputs), _cache,
                new MatrixView(Dy, rows, layer.Inputs), new(Dx, rows, layer.Inputs), new float[layer.ScratchLength(rows)]);
        }

        public void UpdateStatistics()
        {
            using var processor = new Processor(threads: 1);
            layer.UpdateStatistics(new Pass(processor, PassMode.Training), rows, _cache);
        }
    }

    /// <summary>A layer with drawn γ and β, and running estimates of three batches.</summary>
    private static WhiteningBatchNorm Trained(int width)
    {
        var layer = new WhiteningBatchNorm(width);
        DrawParameters(layer);
        for (ulong step = 0; step < 3; step++)
        {
            var batch = new Batch(layer, 2 * width, Correlated(2 * width, width, step));
            batch.Forward(PassMode.Training);
            batch.UpdateStatistics();
        }

        return layer;
    }

    private static void DrawParameters(WhiteningBatchNorm layer)
    {
        Some.Normal(layer.Inputs, Key.Fold(1)).CopyTo(layer.Parameters[0].Value.Data);
        Some.Normal(layer.Inputs, Key.Fold(2)).CopyTo(layer.Parameters[1].Value.Data);
    }

    /// <summary>Each column a normal number, half of the one before it, and a mean of its own.</summary>
    private static float[] Correlated(int rows, int width, ulong stream = 0)
    {
        float[] x = Some.Normal(rows * width, Key.Fold(100 + stream));
        for (int i = 0; i < x.Length; i++)
            x[i] += i % width == 0 ? 3 : (0.5f * x[i - 1]) + (i % width % 3) - 1;
        return x;
    }

    private static float[] Hard(string kind, int rows, int width) => kind switch
    {
        "all rows equal" => [.. Enumerable.Range(0, rows * width).Select(i => (float)(i % width) - 1)],
        "equal eigenvalues" => [.. Enumerable.Range(0, rows * width).Select(i => i / width / 2 != i % width ? 0f : i / width % 2 == 0 ? 2 : -2)],
        "equal eigenvalues in pairs" => [.. Enumerable.Range(0, rows * width).Select(i => i / width / 2 != i % width ? 0f : (i / width % 2 == 0 ? 2 : -2) * (1 + (i % width / 2)))],
        "a column of zeros" => [.. Correlated(rows, width).Select((value, i) => i % width == 1 ? 0 : value)],
        "random" => Some.Normal(rows * width, Key.Fold(9)),
        _ => Correlated(rows, width),
    };

    private static DoubleMatrix CovarianceOf(Layer layer, float[] x, int rows)
    {
        using var processor = new Processor(threads: 1);
        float[] y = new float[x.Length];
        layer.Forward(new Pass(processor, PassMode.Training), new MatrixView(x, rows, layer.Inputs), new(y, rows, layer.Inputs), new float[layer.CacheLength(rows)]);
        return WhiteningDefinition.Covariance(Matrix(y, layer.Inputs));
    }

    private static DoubleMatrix Matrix(float[] values, int columns) => DoubleMatrix.From(new MatrixView(values, values.Length / columns, columns));

    private static void AssertNear(double[] expected, float[] actual, double tolerance, string what)
    {
        double error = CentralDifferences.RelativeError(actual, expected);
        Assert.True(error <= tolerance, $"{what}: relative error {error:E2}, allowed {tolerance:E0}");
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance, string what) =>
        AssertNear(expected, [.. actual.Select(value => (float)value)], tolerance, what);
}
