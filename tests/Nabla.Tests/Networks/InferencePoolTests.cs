using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Networks;

/// <summary>One network serves any number of threads: every output right to the bit, nothing allocated, nothing lost after an error.</summary>
public sealed class InferencePoolTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(InferencePool.BlockRows)]
    [InlineData((2 * InferencePool.BlockRows) + 3)]
    public void Outputs_equal_those_of_the_network(int rows)
    {
        var network = Network.Create(5, [7], 3, normalization: Normalization.Batch, seed: 1);
        float[] x = Some.Normal(rows * 5, new RandomKey(2)), outputs = new float[rows * 3];
        new InferencePool(network, _processor).Predict(new(x, rows, 5), new(outputs, rows, 3));
        Assert.Null(Bits.Difference(Expected(network, x), outputs));
    }

    [Fact]
    public void Many_threads_get_the_right_outputs()
    {
        const int Rows = 50;
        var network = Network.Create(20, [64, 64], 3, Activation.Relu, seed: 1);
        float[] x = Some.Normal(Rows * 20, new RandomKey(2)), expected = Expected(network, x);
        var pool = new InferencePool(network, _processor);
        int wrong = 0;
        var threads = Enumerable.Range(0, 64).Select(thread => new Thread(() =>
        {
            float[] outputs = new float[Rows * 3];
            for (int call = 0; call < 300; call++)
            {
                int first = (call + thread) % Rows, rows = call % 3 == 0 ? Rows - first : 1;
                pool.Predict(new(x.AsSpan(first * 20, rows * 20), rows, 20), new(outputs.AsSpan(0, rows * 3), rows, 3));
                if (Bits.Difference(expected.AsSpan(first * 3, rows * 3).ToArray(), outputs.AsSpan(0, rows * 3).ToArray()) is not null)
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, wrong);
    }

    /// <summary>All threads are in their passes at once, more of them than there are places.</summary>
    [Fact]
    public void A_call_that_finds_all_places_taken_does_not_wait()
    {
        int threads = (4 * Environment.ProcessorCount) + 20;
        using var meeting = new Barrier(threads);
        var pool = new InferencePool(new Network(new Hook(2, _ => Assert.True(meeting.SignalAndWait(TimeSpan.FromSeconds(60))))), _processor);
        float[][] outputs = [.. Enumerable.Range(0, threads).Select(_ => new float[2])];
        var callers = outputs.Select((own, i) => new Thread(() => pool.Predict(new([i, -i], 1, 2), new(own, 1, 2)))).ToList();
        callers.ForEach(thread => thread.Start());
        callers.ForEach(thread => thread.Join());
        Assert.All(outputs, (own, i) => Assert.Equal([i, -i], own));
        Assert.InRange(pool.Kept, 16, threads - 1);
    }

    [Fact]
    public void One_thread_needs_one_workspace_for_one_row_and_one_for_many()
    {
        var pool = new InferencePool(Network.Create(2, [3], 2, seed: 1), _processor);
        for (int call = 0; call < 10; call++)
        {
            pool.Predict(new(new float[2], 1, 2), new(new float[2], 1, 2));
            Assert.Equal(call == 0 ? 1 : 2, pool.Kept);
            pool.Predict(new(new float[6], 3, 2), new(new float[6], 3, 2));
            Assert.Equal(2, pool.Kept);
        }
    }

    [Fact]
    public void A_workspace_is_free_again_after_an_error()
    {
        var pool = new InferencePool(new Network(new Hook(2, x => Assert.True(x != 7, "seven"))), _processor);
        for (int call = 0; call < 5; call++)
        {
            Assert.ThrowsAny<Exception>(() => pool.Predict(new([7, 1], 1, 2), new(new float[2], 1, 2)));
            float[] outputs = new float[2];
            pool.Predict(new([3, 1], 1, 2), new(outputs, 1, 2));
            Assert.Equal([3, 1], outputs);
        }

        Assert.Equal(1, pool.Kept);
    }

    [Fact]
    public void Bad_input_is_refused_before_a_workspace_is_taken()
    {
        var pool = new InferencePool(Network.Create(2, [3], 2, seed: 1), _processor);
        Assert.Equal("Network: input is 1x3; expected 1x2.", Assert.Throws<ShapeException>(() => pool.Predict(new(new float[3], 1, 3), new(new float[2], 1, 2))).Message);
        Assert.Equal("Network: output is 1x1; expected 1x2.", Assert.Throws<ShapeException>(() => pool.Predict(new(new float[2], 1, 2), new(new float[1], 1, 1))).Message);
        var error = Assert.Throws<ArgumentException>(() => pool.Predict(new([0, float.NaN], 1, 2), new(new float[2], 1, 2)));
        Assert.StartsWith("Row 0, feature 1 is NaN; expected a finite number", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.Kept);
    }

    [Fact]
    public void A_processor_of_many_threads_is_refused()
    {
        using var processor = new Processor(threads: 2);
        var error = Assert.Throws<ArgumentException>(() => new InferencePool(Network.Create(2, [3], 2), processor));
        Assert.StartsWith("InferencePool: the processor has 2 threads; expected 1, since each call runs on its caller's thread.", error.Message, StringComparison.Ordinal);
    }

    [Theory, Trait("Category", "Allocation")]
    [InlineData(1)]
    [InlineData(300)]
    public void Prediction_allocates_nothing(int rows)
    {
        var network = Network.Create(20, [64, 64], 3, Activation.Relu, residual: true, seed: 1);
        var pool = new InferencePool(network, _processor);
        float[] x = Some.Normal(rows * 20, new RandomKey(2)), outputs = new float[rows * 3];
        Assert.Equal(0, Allocations.Of(() => pool.Predict(new(x, rows, 20), new(outputs, rows, 3))));
    }

    private float[] Expected(Network network, float[] x)
    {
        int rows = x.Length / network.Inputs;
        float[] outputs = new float[rows * network.Outputs];
        network.Predict(new(x, rows, network.Inputs), new(outputs, rows, network.Outputs), network.CreateWorkspace(Math.Max(1, rows), _processor));
        return outputs;
    }

    /// <summary>y = x, and a call with the first feature of each row.</summary>
    private sealed class Hook(int width, Action<float> row) : ElementwiseLayer(width)
    {
        public override string Kind => "Hook";

        protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y)
        {
            for (int n = 0; n < x.Rows; n++)
                row(x[n, 0]);
            x.CopyTo(y);
        }

        protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) => dy.CopyTo(dx);
    }
}
