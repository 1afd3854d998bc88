using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Networks;

public sealed class NetworkTests
{
    /// <summary>Fixture 7 of the ledger; a document says 1,707,264 for the second but last (claim C47).</summary>
    [Theory]
    [InlineData(394_634, 128)]
    [InlineData(1_578_506, 512)]
    [InlineData(1_707_274, 512, 256)]
    [InlineData(1_679_706, 512, 120, 120, 120, 120)]
    [InlineData(1_694_226, 512, 120, 120, 120, 120, 120)]
    [InlineData(1_708_746, 512, 120, 120, 120, 120, 120, 120)]
    public void Parameters_are_counted_as_in_the_ledger(long expected, params int[] hidden) =>
        Assert.Equal(expected, Network.Create(3072, hidden, 10).Parameters.Count);

    [Fact]
    public void A_softmax_at_the_end_makes_probabilities_and_no_parameter()
    {
        var network = Network.Create(5, [7], 4, softmax: true);
        Assert.IsType<Softmax>(network.Layers[^1]);
        Assert.Equal(Network.Create(5, [7], 4).Parameters.Count, network.Parameters.Count);

        network.Initialize(new RandomKey(1));
        using var processor = new Processor(threads: 1);
        var output = network.Forward(new Pass(processor, PassMode.Inference), new MatrixView(Some.Normal(15, new RandomKey(5)), 3, 5), network.CreateWorkspace(3, processor));
        for (int n = 0; n < 3; n++)
            Assert.Equal(1, output.Row(n).ToArray().Sum(), 1e-6f);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_both_named()
    {
        var error = Assert.Throws<ShapeException>(() => new Network(new Linear(3, 4), new Relu(5)));
        Assert.Equal("layers[1] Relu(5 -> 5) cannot follow layers[0] Linear(3 -> 4): 4 outputs do not match 5 inputs.", error.Message);
    }

    [Fact]
    public void A_network_without_layers_is_refused() => Assert.Throws<ArgumentException>(() => new Network());

    [Fact]
    public void Parameters_are_named_by_place_and_lie_on_the_flat_arrays()
    {
        var network = Small();
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"], network.Parameters.All.Select(parameter => parameter.Name));
        network.Parameters.Values.Fill(3);
        Assert.All(network.Parameters.All, parameter => Assert.All(parameter.Value.Data.ToArray(), value => Assert.Equal(3, value)));
    }

    [Fact]
    public void A_network_takes_in_what_its_layers_already_knew()
    {
        var layer = new Linear(3, 2);
        layer.Initialize(new RandomKey(1));
        float[] before = layer.Parameters[0].Value.Data.ToArray();
        var network = new Network(layer);
        Assert.Equal(before, network.Parameters.All[0].Value.Data);
    }

    [Fact]
    public void Gradients_of_the_whole_network_equal_central_differences()
    {
        using var processor = new Processor(threads: 1);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var network = Network.Create(5, [7, 6], 4, activation, Initializer.XavierUniform);
            var workspace = network.CreateWorkspace(3, processor);
            var pass = new Pass(processor, PassMode.Training);
            float[] x = Some.Normal(15, new RandomKey(5)), dx = new float[15];
            InitializeAwayFromKinks(network, pass, x, workspace);
            int[] labels = [0, 3, 2];

            double Loss(MatrixView gradient) => new SoftmaxCrossEntropy().Evaluate(
                processor, network.Forward(pass, new MatrixView(x, 3, 5), workspace), labels, new float[3], gradient);
            Loss(network.OutputGradient(3, workspace));
            network.Parameters.ZeroGradients();
            network.Backward(pass, new MatrixView(x, 3, 5), workspace, new MatrixView(dx, 3, 5));

            Close(dx, CentralDifferences.Gradient(x.AsMemory(), () => Loss(default), 0.01f), activation);
            foreach (var parameter in network.Parameters.All)
            {
                float[] gradient = parameter.Gradient.Data.ToArray();
                double[] numeric = new double[gradient.Length];
                for (int i = 0; i < numeric.Length; i++)
                {
                    float kept = parameter.Value.Data[i];
                    parameter.Value.Data[i] = kept + 0.0078125f;
                    double above = Loss(default);
                    parameter.Value.Data[i] = kept - 0.0078125f;
                    numeric[i] = (above - Loss(default)) / 0.015625;
                    parameter.Value.Data[i] = kept;
                }

                Close(gradient, numeric, activation);
            }
        }

        static void Close(float[] analytic, double[] numeric, Activation activation) =>
            Assert.True(CentralDifferences.RelativeError(analytic, numeric) < 1e-3, $"{activation}: {CentralDifferences.RelativeError(analytic, numeric):E2}");
    }

    // A central difference across a rectifier's kink measures the kink: draw until every pre-activation is well away from it.
    private static void InitializeAwayFromKinks(Network network, Pass pass, float[] x, Workspace workspace)
    {
        for (ulong seed = 1; ; seed++)
        {
            network.Initialize(new RandomKey(seed));
            network.Forward(pass, new MatrixView(x, 3, 5), workspace);
            if (new[] { 0, 2 }.All(layer => Bits.Dense(workspace.Output(layer, 3)).All(value => Math.Abs(value) > 0.03f)))
                return;
        }
    }

    [Fact]
    public void One_network_serves_many_threads_each_with_its_workspace()
    {
        var network = Small();
        network.Initialize(new RandomKey(6));
        float[] expected = Answer(network);
        float[][] answers = new float[4][];
        var threads = answers.Select((_, i) => new Thread(() => answers[i] = Answer(network))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(answers, answer => Assert.Null(Bits.Difference(expected, answer)));
    }

    [Fact]
    public void A_batch_beyond_the_workspace_is_refused()
    {
        using var processor = new Processor(threads: 1);
        var network = Small();
        var workspace = network.CreateWorkspace(2, processor);
        var error = Assert.Throws<ShapeException>(() => workspace.Input(3));
        Assert.Equal("Workspace: a batch has 3 rows; this workspace holds up to 2. Create a larger one.", error.Message);
    }

    [Fact]
    public void Fingerprints_follow_the_values_and_nothing_else()
    {
        var (a, b) = (Small(), Small());
        Assert.Equal(a.Parameters.Fingerprint(), b.Parameters.Fingerprint());
        Assert.Matches("^[0-9a-f]{64}$", a.Parameters.Fingerprint());
        a.Parameters.Gradients.Fill(1);
        Assert.Equal(a.Parameters.Fingerprint(), b.Parameters.Fingerprint());
        a.Layers[2].Parameters[1].Value[0, 1] = -0f;
        Assert.NotEqual(a.Parameters.Fingerprint(), b.Parameters.Fingerprint());
    }

    [Fact]
    public void A_fingerprint_is_the_hash_of_the_little_endian_values_in_order()
    {
        var network = new Network(new Linear(2, 1));
        network.Parameters.All[0].Value[0, 0] = 1;
        network.Parameters.All[0].Value[1, 0] = -2;
        network.Parameters.All[1].Value[0, 0] = 0.5f;
        byte[] bytes = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f];
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), network.Parameters.Fingerprint());
    }

    [Fact]
    public void It_prints_itself()
    {
        Assert.Equal("layers[0] Linear(3 -> 4)\nlayers[1] Elu(4 -> 4, alpha 1)\nlayers[2] Linear(4 -> 2)", Small().ToString());
    }

    private static Network Small() => Network.Create(3, [4], 2);

    private static float[] Answer(Network network)
    {
        using var processor = new Processor(threads: 1);
        var workspace = network.CreateWorkspace(20, processor);
        float[] x = Some.Normal(60, new RandomKey(9));
        float[] answer = [];
        for (int i = 0; i < 200; i++)
            answer = Bits.Dense(network.Forward(new Pass(processor, PassMode.Inference), new MatrixView(x, 20, 3), workspace));
        return answer;
    }
}
