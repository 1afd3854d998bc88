using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Networks;

/// <summary>The public door of prediction, and who may be in a workspace.</summary>
public sealed class PredictTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Fact]
    public void Predictions_equal_an_inference_pass_whatever_the_workspace_holds()
    {
        var network = Network.Create(5, [7], 3, normalization: Normalization.Batch, dropout: 0.5, seed: 1);
        float[] x = Some.Normal(11 * 5, new RandomKey(2));
        float[] expected = Bits.Dense(network.Forward(new Pass(_processor, PassMode.Inference), new MatrixView(x, 11, 5), network.CreateWorkspace(11, _processor)));
        foreach (int capacity in new[] { 1, 2, 4, 11, 50 })
        {
            float[] outputs = new float[11 * 4];
            network.Predict(new MatrixView(x, 11, 5), new MatrixView(outputs, 11, 3, stride: 4), network.CreateWorkspace(capacity, _processor));
            Assert.Null(Bits.Difference(expected, Bits.Dense(new MatrixView(outputs, 11, 3, stride: 4))));
        }
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_feature_that_is_not_finite_is_refused_and_nothing_is_written(float value, string text)
    {
        var network = Network.Create(2, [3], 2, seed: 1);
        float[] x = new float[10], outputs = [.. Enumerable.Repeat(7f, 10)];
        x[(3 * 2) + 1] = value;
        var error = Assert.Throws<ArgumentException>(() => network.Predict(new MatrixView(x, 5, 2), new MatrixView(outputs, 5, 2), network.CreateWorkspace(2, _processor)));
        Assert.StartsWith($"Row 3, feature 1 is {text}; expected a finite number: replace missing values before prediction.", error.Message, StringComparison.Ordinal);
        Assert.All(outputs, output => Assert.Equal(7, output));
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        var network = Network.Create(2, [3], 2, seed: 1);
        var workspace = network.CreateWorkspace(4, _processor);
        var error = Assert.Throws<ShapeException>(() => network.Predict(new MatrixView(new float[6], 2, 3), new MatrixView(new float[4], 2, 2), workspace));
        Assert.Equal("Network: input is 2x3; expected 2x2.", error.Message);
        error = Assert.Throws<ShapeException>(() => network.Predict(new MatrixView(new float[4], 2, 2), new MatrixView(new float[6], 3, 2), workspace));
        Assert.Equal("Network: output is 3x2; expected 2x2.", error.Message);
    }

    [Fact]
    public void Prediction_allocates_nothing()
    {
        var network = Network.Create(5, [7], 3, seed: 1);
        var workspace = network.CreateWorkspace(4, _processor);
        float[] x = Some.Normal(50, new RandomKey(2)), outputs = new float[30];
        long allocated = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Predict(new MatrixView(x, 10, 5), new MatrixView(outputs, 10, 3), workspace);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_workspace_of_another_network_is_refused()
    {
        var (network, other) = (Network.Create(2, [3], 2, seed: 1), Network.Create(2, [3], 2, seed: 1));
        var workspace = other.CreateWorkspace(4, _processor);
        var pass = new Pass(_processor, PassMode.Training);
        Refused(() => network.Forward(in pass, new MatrixView(new float[4], 2, 2), workspace));
        Refused(() => network.OutputGradient(2, workspace));
        Refused(() => network.Backward(in pass, new MatrixView(new float[4], 2, 2), workspace));
        Refused(() => network.UpdateStatistics(in pass, 2, workspace));
        Refused(() => network.Predict(new MatrixView(new float[4], 2, 2), new MatrixView(new float[4], 2, 2), workspace));
        other.Forward(in pass, new MatrixView(new float[4], 2, 2), workspace);

        static void Refused(Action action) => Assert.Equal(
            "This workspace belongs to another network: create one for this network with network.CreateWorkspace.", Assert.Throws<ArgumentException>(action).Message);
    }

    [Fact]
    public void Two_threads_in_one_workspace_get_right_answers_or_an_error()
    {
        var network = Network.Create(20, [64, 64], 3, seed: 1);
        var workspace = network.CreateWorkspace(16, _processor);
        float[][] inputs = [Some.Normal(16 * 20, new RandomKey(2)), Some.Normal(16 * 20, new RandomKey(3))];
        float[][] expected = [.. inputs.Select(x => Predict(x, network.CreateWorkspace(16, _processor)))];
        int refused = 0, wrong = 0;
        string message = "";
        var threads = inputs.Select((x, i) => new Thread(() =>
        {
            for (int attempt = 0; attempt < 2_000_000 && Volatile.Read(ref refused) < 50; attempt++)
            {
                try
                {
                    if (Bits.Difference(expected[i], Predict(x, workspace)) is not null)
                        Interlocked.Increment(ref wrong);
                }
                catch (InvalidOperationException e)
                {
                    message = e.Message;
                    Interlocked.Increment(ref refused);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, wrong);
        Assert.True(refused >= 50, $"{refused} passes were refused");
        Assert.Equal("This workspace is in use by another thread: a workspace serves one thread at a time; create one for each with network.CreateWorkspace.", message);
        Assert.Null(Bits.Difference(expected[0], Predict(inputs[0], workspace)));

        float[] Predict(float[] x, Workspace memory)
        {
            float[] outputs = new float[16 * 3];
            network.Predict(new MatrixView(x, 16, 20), new MatrixView(outputs, 16, 3), memory);
            return outputs;
        }
    }

    [Fact]
    public void A_workspace_is_free_again_after_an_error()
    {
        var network = Network.Create(2, [3], 2, seed: 1);
        var workspace = network.CreateWorkspace(4, _processor);
        Assert.Throws<ShapeException>(() => network.Forward(new Pass(_processor, PassMode.Inference), new MatrixView(new float[6], 2, 3), workspace));
        Assert.Equal(2, network.Forward(new Pass(_processor, PassMode.Inference), new MatrixView(new float[4], 2, 2), workspace).Rows);
    }
}
