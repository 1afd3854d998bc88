using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>The running statistics of batch normalisation: who changes them, who uses them, how they are kept. Claims A32 and A33.</summary>
public sealed class BatchNormStatisticsTests : IDisposable
{
    private const int Width = 19;

    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Running_statistics_equal_a_double_loop_over_ten_batches(float momentum)
    {
        var layer = new BatchNorm(Width, momentum: momentum);
        double[] mean = new double[Width], variance = [.. Enumerable.Repeat(1.0, Width)];
        for (int batch = 0; batch < 10; batch++)
        {
            int rows = 2 + (3 * batch);
            float[] x = [.. Some.Normal(rows * Width, new RandomKey(1, (ulong)batch)).Select((value, i) => (value * (1 + (i % Width))) + batch)];
            Learn(layer, x);
            for (int j = 0; j < Width; j++)
            {
                double[] column = [.. Enumerable.Range(0, rows).Select(n => (double)x[(n * Width) + j])];
                double squares = column.Sum(value => Math.Pow(value - column.Average(), 2));
                mean[j] = ((1 - momentum) * mean[j]) + (momentum * column.Average());
                variance[j] = ((1 - momentum) * variance[j]) + (momentum * squares / (rows - 1));          // unbiased: v B/(B − 1)
            }
        }

        Assert.True(CentralDifferences.RelativeError(layer.Buffers[0].Value.Data, mean) < 1e-6);
        Assert.True(CentralDifferences.RelativeError(layer.Buffers[1].Value.Data, variance) < 1e-6);
    }

    [Theory]
    [InlineData(PassMode.Training)]
    [InlineData(PassMode.Transductive)]
    [InlineData(PassMode.Inference)]
    public void Passes_alone_leave_the_statistics_as_they_are(PassMode mode)
    {
        var layer = Trained();
        float[] mean = layer.Buffers[0].Value.Data.ToArray(), variance = layer.Buffers[1].Value.Data.ToArray();
        var run = new LayerRun(layer, _processor, mode);
        run.Forward(Some.Normal(8 * Width, new RandomKey(2)));
        if (mode == PassMode.Training)
            run.Backward(Some.Normal(8 * Width, new RandomKey(3)));
        Assert.Null(Bits.Difference(mean, layer.Buffers[0].Value.Data));
        Assert.Null(Bits.Difference(variance, layer.Buffers[1].Value.Data));
    }

    [Fact]
    public void At_inference_a_row_does_not_depend_on_the_others_and_in_training_it_does()
    {
        float[] x = Some.Normal(6 * Width, new RandomKey(4)), row = x[..Width];
        float[] others = [.. row, .. Some.Normal(40 * Width, new RandomKey(5))];
        var layer = Trained();
        foreach (var mode in Enum.GetValues<PassMode>())
        {
            float[] answer = First(mode, x);
            Assert.Equal(mode == PassMode.Inference, Bits.Difference(answer, First(mode, others)) is null);
        }

        Assert.Null(Bits.Difference(First(PassMode.Inference, x), First(PassMode.Inference, row)));

        float[] First(PassMode mode, float[] batch) => new LayerRun(layer, _processor, mode).Forward(batch)[..Width];
    }

    [Fact]
    public void Inference_puts_the_running_statistics_into_the_formula()
    {
        var layer = Trained();
        float[] x = Some.Normal(5 * Width, new RandomKey(6)), y = new LayerRun(layer, _processor, PassMode.Inference).Forward(x);
        double[] expected = [.. x.Select((value, i) =>
            (layer.Parameters[0].Value[0, i % Width] * (value - layer.Buffers[0].Value[0, i % Width])
                / Math.Sqrt(layer.Buffers[1].Value[0, i % Width] + layer.Epsilon)) + layer.Parameters[1].Value[0, i % Width])];
        Assert.True(CentralDifferences.RelativeError(y, expected) < 1e-6);
    }

    [Fact]
    public void A_transductive_pass_answers_with_the_batchs_own_statistics()
    {
        float[] x = Some.Normal(6 * Width, new RandomKey(7));
        var layer = Trained();
        float[] training = new LayerRun(layer, _processor).Forward(x);
        Assert.Null(Bits.Difference(training, new LayerRun(layer, _processor, PassMode.Transductive).Forward(x)));

        // Claim A31: of one row nothing is left but beta.
        Assert.Null(Bits.Difference(layer.Parameters[1].Value.Data, new LayerRun(layer, _processor, PassMode.Transductive).Forward(x[..Width])));
    }

    [Fact]
    public void A_network_folds_the_statistics_of_all_its_layers_in()
    {
        var network = new Network(new BatchNorm(3), new Residual(new Linear(3, 3), new BatchNorm(3)), new Elu(3), new BatchNorm(3));
        network.Initialize(new RandomKey(8));
        var workspace = network.CreateWorkspace(5, _processor);
        var pass = new Pass(_processor, PassMode.Training, Step: 1);
        string before = network.Parameters.StatisticsFingerprint();
        network.Forward(pass, new MatrixView(Some.Normal(15, new RandomKey(9)), 5, 3), workspace);
        Assert.Equal(before, network.Parameters.StatisticsFingerprint());
        network.UpdateStatistics(pass, 5, workspace);
        Assert.All(network.Parameters.Buffers, buffer => Assert.All(buffer.Value.Data.ToArray(), value => Assert.True(value is not 0 and not 1)));
    }

    [Fact]
    public void Statistics_come_back_with_the_model_and_an_edited_one_is_refused()
    {
        var layer = Trained();
        var network = new Network(layer, new Linear(Width, 2));
        byte[] bytes = ModelFile.ToBytes(Nabla.Testing.Some.Model(network));
        var loaded = ModelFile.FromBytes(bytes, "m");
        Assert.Equal(network.Parameters.StatisticsFingerprint(), loaded.Network.Parameters.StatisticsFingerprint());
        Assert.Null(Bits.Difference(layer.Buffers[1].Value.Data, loaded.Network.Layers[0].Buffers[1].Value.Data));
        Assert.Equal((layer.Epsilon, layer.Momentum), (((BatchNorm)loaded.Network.Layers[0]).Epsilon, ((BatchNorm)loaded.Network.Layers[0]).Momentum));

        // The statistics are the file's last tensors.
        bytes[^2] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.FromBytes(bytes, "m"));
        Assert.Equal("m cannot be read: its running statistics do not match their fingerprint: the file was damaged or edited.", error.Message);
    }

    /// <summary>With a gamma, a beta and statistics that are not the first ones.</summary>
    private BatchNorm Trained()
    {
        var layer = new BatchNorm(Width, epsilon: 0.001f, momentum: 0.3f);
        Some.Normal(Width, new RandomKey(10)).CopyTo(layer.Parameters[0].Value.Data);
        Some.Normal(Width, new RandomKey(11)).CopyTo(layer.Parameters[1].Value.Data);
        Learn(layer, [.. Some.Normal(30 * Width, new RandomKey(12)).Select(value => (3 * value) + 2)]);
        return layer;
    }

    private void Learn(BatchNorm layer, float[] x)
    {
        var run = new LayerRun(layer, _processor);
        run.Forward(x);
        run.UpdateStatistics();
    }
}
