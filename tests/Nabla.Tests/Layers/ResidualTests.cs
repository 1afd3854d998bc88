using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>A block beside the same layers in a row: claims B11 to B13.</summary>
public sealed class ResidualTests : IDisposable
{
    private static readonly RandomKey Key = new(31);

    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    /// <summary>Claim B11: the last width must be the first, those between are free.</summary>
    [Fact]
    public void Widths_that_do_not_match_are_refused_with_both_shapes()
    {
        foreach (int hidden in new[] { 1, 2, 5, 100 })
            Assert.Equal(3, new Residual(new Linear(3, hidden), new Relu(hidden), new Linear(hidden, 3)).Outputs);

        var error = Assert.Throws<ShapeException>(() => new Residual(new Linear(3, 5), new Linear(5, 4)));
        Assert.Equal(
            "Residual: an input of [rows, 3] cannot be added to an output of [rows, 4]; the block must have as many outputs as inputs.", error.Message);
        error = Assert.Throws<ShapeException>(() => new Residual(new Linear(3, 4), new Relu(5), new Linear(5, 3)));
        Assert.Equal("Residual: layers[1] Relu(5 -> 5) cannot follow layers[0] Linear(3 -> 4): 4 outputs do not match 5 inputs.", error.Message);
        Assert.StartsWith("A residual block has at least one layer.", Assert.Throws<ArgumentException>(() => new Residual()).Message, StringComparison.Ordinal);
    }

    /// <summary>Claim B12, to the bit: the block's own gradient, computed by a network of the same layers, plus dy. Caches and scratch are just large enough.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 17)]
    [InlineData(5, 16, 33)]
    [InlineData(7, 19, 1)]
    [InlineData(33, 100, 70)]
    public void Output_and_gradient_carry_both_paths(int rows, int width, int hidden)
    {
        Layer[] Layers() => [new Linear(width, hidden), new Tanh(hidden), new Dropout(hidden, 0.3), new Linear(hidden, width), new Elu(width)];
        var (block, network) = (new Residual(Layers()), new Network(Layers()));
        block.Initialize(Key);
        network.Initialize(Key);
        float[] x = Some.Normal(rows * width, Key.Fold(1)), dy = Some.Normal(rows * width, Key.Fold(2));

        var run = new LayerRun(block, _processor, step: 4, key: Key);
        float[] y = run.Forward(x), dx = run.Backward(dy);
        var (f, gradient) = RunNetwork(network, x, dy, rows);
        Assert.Null(Bits.Difference([.. f.Zip(x, (a, b) => a + b)], y));
        Assert.Null(Bits.Difference([.. gradient.Zip(dy, (a, b) => a + b)], dx));
        foreach (var (inner, outer) in network.Parameters.All.Zip(block.Parameters))
            Assert.Null(Bits.Difference(inner.Gradient.Data, outer.Gradient.Data));
    }

    /// <summary>Claim B13: nothing keeps the gradient large. With f(x) = −x the two paths cancel.</summary>
    [Fact]
    public void The_paths_can_cancel()
    {
        var run = new LayerRun(Scaling(-1, 5), _processor);
        Assert.All(run.Forward(Some.Normal(15, Key)), value => Assert.Equal(0, value));
        Assert.All(run.Backward(Some.Normal(15, Key.Fold(1))), value => Assert.Equal(0, value));
    }

    /// <summary>Claim B13, what is true of it: along a chain of blocks f(x) = cx the gradient is (1 + c)ⁿ, without the skips cⁿ.</summary>
    [Fact]
    public void Along_a_chain_the_gradient_is_1_plus_c_to_the_n()
    {
        var network = new Network([.. Enumerable.Range(0, 10).Select(_ => Scaling(0.5f, 2))]);
        var (y, dx) = RunNetwork(network, [1, -2], [1, 3], 1);
        float factor = (float)Math.Pow(1.5, 10);
        Assert.Equal([factor, -2 * factor], y);
        Assert.Equal([factor, 3 * factor], dx);
    }

    [Fact]
    public void A_normalisation_inside_keeps_its_running_statistics()
    {
        const int Rows = 9, Width = 21;
        Layer[] Layers() => [new Linear(Width, 13), new BatchNorm(13), new Relu(13), new Linear(13, Width), new BatchNorm(Width, momentum: 0.3f)];
        var (block, network) = (new Residual(Layers()), new Network(Layers()));
        block.Initialize(Key);
        network.Initialize(Key);
        var workspace = network.CreateWorkspace(Rows, _processor);
        for (int step = 0; step < 3; step++)
        {
            float[] x = Some.Normal(Rows * Width, Key.Fold((ulong)step));
            var run = new LayerRun(block, _processor);
            run.Forward(x);
            run.UpdateStatistics();
            network.Forward(new Pass(_processor, PassMode.Training), new MatrixView(x, Rows, Width), workspace);
            network.UpdateStatistics(new Pass(_processor, PassMode.Training), Rows, workspace);
        }

        Assert.Equal(4, block.Buffers.Count);
        foreach (var (inner, outer) in network.Parameters.Buffers.Zip(block.Buffers))
            Assert.Null(Bits.Difference(inner.Value.Data, outer.Value.Data));
    }

    [Fact]
    public void A_block_may_stand_in_a_block()
    {
        const int Rows = 6, Width = 10;
        Residual Inner() => new(new BatchNorm(Width), new Linear(Width, 7), new Dropout(7), new Linear(7, Width));
        var (block, network) = (new Residual(new Linear(Width, Width), Inner(), new Tanh(Width)), new Network(new Linear(Width, Width), Inner(), new Tanh(Width)));
        block.Initialize(Key);
        network.Initialize(Key);
        float[] x = Some.Normal(Rows * Width, Key.Fold(1)), dy = Some.Normal(Rows * Width, Key.Fold(2));
        var run = new LayerRun(block, _processor, step: 4, key: Key);
        float[] y = run.Forward(x), dx = run.Backward(dy);
        var (f, gradient) = RunNetwork(network, x, dy, Rows);
        Assert.Null(Bits.Difference([.. f.Zip(x, (a, b) => a + b)], y));
        Assert.Null(Bits.Difference([.. gradient.Zip(dy, (a, b) => a + b)], dx));
        Assert.Equal(
            "Residual(Linear(10 -> 10), Residual(BatchNorm(10 -> 10), Linear(10 -> 7), Dropout(7 -> 7, probability 0.5), Linear(7 -> 10)), Tanh(10 -> 10))", block.ToString());
    }

    [Fact]
    public void Parameters_are_named_by_their_place_in_block_and_network()
    {
        var network = new Network(new Linear(2, 3), new Residual(new Linear(3, 3), new Residual(new BatchNorm(3)), new Linear(3, 3)));
        Assert.Equal(
            ["layers.0.weight", "layers.0.bias", "layers.1.0.weight", "layers.1.0.bias", "layers.1.1.0.gamma", "layers.1.1.0.beta", "layers.1.2.weight", "layers.1.2.bias"],
            network.Parameters.All.Select(parameter => parameter.Name));
        Assert.Equal(["layers.1.1.0.runningMean", "layers.1.1.0.runningVariance"], network.Parameters.Buffers.Select(buffer => buffer.Name));
    }

    [Fact]
    public void A_model_with_blocks_comes_back_and_answers_the_same()
    {
        var network = new Network(new Linear(4, 6), new Residual(new BatchNorm(6), new Residual(new Linear(6, 6), new Elu(6, 0.5f)), new Dropout(6, 0.25)), new Linear(6, 2));
        network.Initialize(Key);
        var workspace = network.CreateWorkspace(8, _processor);
        var training = new Pass(_processor, PassMode.Training, 1, Key);
        float[] x = Some.Normal(32, Key.Fold(1));
        network.Forward(training, new MatrixView(x, 8, 4), workspace);
        network.UpdateStatistics(training, 8, workspace);

        var loaded = ModelFile.FromBytes(ModelFile.ToBytes(Nabla.Testing.Some.Model(network)), "m").Network;
        Assert.Equal(network.ToString(), loaded.ToString());
        Assert.Null(Bits.Difference(Answer(network), Answer(loaded)));

        float[] Answer(Network each) =>
            Bits.Dense(each.Forward(new Pass(_processor, PassMode.Inference), new MatrixView(x, 8, 4), each.CreateWorkspace(8, _processor)));
    }

    /// <summary>A block with f(x) = factor · x.</summary>
    private static Residual Scaling(float factor, int width)
    {
        var linear = new Linear(width, width);
        for (int i = 0; i < width; i++)
            linear.Parameters[0].Value[i, i] = factor;
        return new Residual(linear);
    }

    private (float[] Y, float[] Dx) RunNetwork(Network network, float[] x, float[] dy, int rows)
    {
        var workspace = network.CreateWorkspace(rows, _processor);
        var pass = new Pass(_processor, PassMode.Training, 4, Key);
        float[] y = Bits.Dense(network.Forward(pass, new MatrixView(x, rows, network.Inputs), workspace)), dx = new float[x.Length];
        for (int row = 0; row < rows; row++)
            dy.AsSpan(row * network.Outputs, network.Outputs).CopyTo(network.OutputGradient(rows, workspace).Row(row));
        network.Parameters.ZeroGradients();
        network.Backward(pass, new MatrixView(x, rows, network.Inputs), workspace, new(dx, rows, network.Inputs));
        return (y, dx);
    }
}
