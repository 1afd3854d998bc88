using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Networks;

/// <summary>Memory without gradients: the same outputs, from two buffers in turn.</summary>
public sealed class InferenceWorkspaceTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public static TheoryData<int, int> Cases()
    {
        var cases = new TheoryData<int, int>();
        for (int network = 0; network < Networks().Count; network++)
        {
            foreach (int capacity in new[] { 1, 2, 5, 11, 50 })
                cases.Add(network, capacity);
        }

        return cases;
    }

    public void Dispose() => _processor.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_equal_those_of_a_training_workspace(int index, int capacity)
    {
        var network = Networks()[index];
        network.Initialize(seed: 3);
        Train(network);
        float[] x = Some.Normal(11 * network.Inputs, new RandomKey(2)), expected = new float[11 * network.Outputs], outputs = new float[11 * (network.Outputs + 2)];
        network.Predict(new(x, 11, network.Inputs), new(expected, 11, network.Outputs), network.CreateWorkspace(11, _processor));
        var actual = new MatrixView(outputs, 11, network.Outputs, network.Outputs + 2);
        var workspace = new InferenceWorkspace(network, capacity, _processor);
        for (int repeat = 0; repeat < 2; repeat++)
        {
            workspace.Predict(new(x, 11, network.Inputs), actual);
            Assert.Null(Bits.Difference(expected, Bits.Dense(actual)));
            outputs.AsSpan().Clear();
        }
    }

    [Fact]
    public void It_has_room_for_the_largest_outputs_alone()
    {
        var network = Network.Create(5, [100, 100, 100, 100], 3);
        long kept = Allocated(() => new InferenceWorkspace(network, 1000, _processor)), trained = Allocated(() => network.CreateWorkspace(1000, _processor));
        Assert.InRange(kept, 0, (2 * 1000 * AlignedBuffer.Stride(100) * sizeof(float)) + 10_000);
        Assert.InRange(trained, 5 * kept, long.MaxValue);

        static long Allocated(Func<object> create)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(create());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void One_thread_at_a_time()
    {
        var workspace = new InferenceWorkspace(Network.Create(2, [3], 2), 1, _processor);
        Assert.True(workspace.TryEnter());
        Assert.False(workspace.TryEnter());
        workspace.Leave();
        Assert.True(workspace.TryEnter());
    }

    private static List<Network> Networks() =>
    [
        new(new Linear(5, 3)),
        Network.Create(5, [7, 40, 9], 3, Activation.Tanh),
        Network.Create(5, [16, 16, 16], 3, normalization: Normalization.Batch, dropout: 0.5, residual: true, softmax: true),
        Network.Create(5, [8, 8], 17, normalization: Normalization.Whitening, residual: true),
        new(new Residual(new Linear(5, 4), new Residual(new Relu(4), new Linear(4, 4)), new Linear(4, 5)), new Dropout(5), new Softmax(5)),
    ];

    /// <summary>Gives the running statistics values of their own.</summary>
    private void Train(Network network)
    {
        var workspace = network.CreateWorkspace(8, _processor);
        var pass = new Pass(_processor, PassMode.Training, Step: 1, new RandomKey(5));
        float[] x = Some.Normal(8 * network.Inputs, new RandomKey(4));
        network.Forward(in pass, new MatrixView(x, 8, network.Inputs), workspace);
        network.UpdateStatistics(in pass, 8, workspace);
    }
}
