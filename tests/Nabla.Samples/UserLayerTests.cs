using Nabla;
using Nabla.Networks;
using Nabla.Studies;
using Nabla.Testing;

namespace Samples;

/// <summary>A layer with parameters from outside the library, which this project sees from outside only.</summary>
public sealed class UserLayerTests : IDisposable
{
    private static readonly LayerRegistry Registry = LayerRegistry.Default.With("PRelu", description => new PRelu(description.Width, description.GetSingle("initial")));

    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Fact]
    public void This_project_sees_no_internals_of_the_library()
    {
        foreach (string project in new[] { "Nabla", "Nabla.Autograd", "Nabla.Studies" })
            Assert.DoesNotContain("\"Nabla.Samples\"", File.ReadAllText(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_gradients_equal_central_differences()
    {
        const int Rows = 6, Width = 5;
        var layer = new PRelu(Width);
        layer.Parameters[0].Value.CopyFromRowMajor(Some.Normal(Width, new RandomKey(1)));
        var pass = new Pass(_processor, PassMode.Training);
        float[] x = [.. Some.Normal(Rows * Width, new RandomKey(2)).Select(value => Math.Abs(value) < 0.05f ? 0.1f : value)];
        float[] y = new float[x.Length], dy = Some.Normal(x.Length, new RandomKey(3)), dx = new float[x.Length];

        double Loss()
        {
            layer.Forward(pass, new MatrixView(x, Rows, Width), new MatrixView(y, Rows, Width), cache: []);
            return y.Zip(dy, (a, b) => (double)a * b).Sum();
        }

        Loss();
        layer.Backward(pass, new MatrixView(x, Rows, Width), new MatrixView(y, Rows, Width), [], new MatrixView(dy, Rows, Width), new MatrixView(dx, Rows, Width), []);
        Assert.True(CentralDifferences.RelativeError(dx, CentralDifferences.Gradient(x.AsMemory(), Loss, 0.015625f)) < 1e-5);

        float[] analytic = layer.Parameters[0].Gradient.ToRowMajor(), slope = layer.Parameters[0].Value.ToRowMajor();
        double[] numeric = CentralDifferences.Gradient(slope.AsMemory(), () =>
        {
            layer.Parameters[0].Value.CopyFromRowMajor(slope);
            return Loss();
        }, 0.015625f);
        Assert.True(CentralDifferences.RelativeError(analytic, numeric) < 1e-5);
        Assert.All(analytic, value => Assert.NotEqual(0, value));
    }

    [Fact]
    public void It_is_trained_saved_loaded_and_agrees_with_the_autograd_engine()
    {
        var splits = Splits();
        using var folder = new TemporaryFolder();
        var (trained, loaded, analytic, autograd) = TrainYourOwnLayer.Run(splits, folder["model.safetensors"]);

        Assert.Contains("layers.1.slope", trained.Parameters.All.Select(parameter => parameter.Name));
        Assert.Contains(trained.Layers[1].Parameters[0].Value.ToRowMajor(), slope => Math.Abs(slope - 0.25f) > 1e-3);
        Assert.True(analytic.Epochs[^1].TrainLoss < 0.8 * analytic.Epochs[0].TrainLoss, $"{analytic.Epochs[0].TrainLoss} to {analytic.Epochs[^1].TrainLoss}");

        Assert.Equal(trained.Layers.Select(layer => layer.Describe()), loaded.Layers.Select(layer => layer.Describe()));
        Assert.Equal(trained.Parameters.Fingerprint(), loaded.Parameters.Fingerprint());
        Assert.Equal(Outputs(trained), Outputs(loaded));

        Assert.Equal(analytic.StepLosses.Count, autograd.StepLosses.Count);
        foreach (var (one, other) in analytic.StepLosses.Zip(autograd.StepLosses))
            Assert.Equal(one, other, 1e-4);

        float[] Outputs(Network network)
        {
            float[] outputs = new float[20 * 3];
            network.Predict(new MatrixView(Some.Normal(20 * 4, new RandomKey(9)), 20, 4), new MatrixView(outputs, 20, 3), network.CreateWorkspace(20, _processor));
            return outputs;
        }
    }

    [Fact]
    public void Inside_a_residual_block_it_is_saved_loaded_inspected_and_rebuilt_too()
    {
        var splits = Splits();
        var network = new Network(new Linear(4, 6), new Residual(new Linear(6, 6), new PRelu(6)), new Linear(6, 3));
        network.Initialize(seed: 1);
        var loaded = Nabla.Model.FromBytes(Model(network).ToBytes(Registry), "m", Registry).Network;
        Assert.Equal(network.ToString(), loaded.ToString());
        Assert.Equal("layers[1] Residual(Linear(6 -> 6), PRelu(6 -> 6, initial 0.25))", network.ToString().Split('\n')[1]);

        var options = new TrainerOptions { Epochs = 1, BatchSize = 50, Inspect = true };
        var report = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1f), options, _processor).Fit(splits.Train, splits.Validation);
        Assert.Equal(["layers.0", "layers.1.0", "layers.1.1", "layers.2"], report.Epochs[0].Layers.Select(layer => layer.Layer));
        Assert.NotNull(report.Epochs[0].Layers[2].DeadShare);
        Assert.NotNull(report.Epochs[0].Layers[2].GradientNorm);

        var method = new AutogradMethod(new Sgd(0.1f), AutogradLayers.Default.With("PRelu", description => new AutogradPRelu(description.Width)));
        var second = new Trainer(loaded, new SoftmaxCrossEntropy(), method, options, _processor).Fit(splits.Train, splits.Validation);
        foreach (var (one, other) in report.StepLosses.Zip(second.StepLosses))
            Assert.Equal(one, other, 1e-4);
    }

    [Fact]
    public void What_could_not_be_loaded_is_not_saved()
    {
        const string HowTo =
            "there is no layer of kind \"PRelu\": register it with LayerRegistry.Default.With(\"PRelu\", description => ...) and pass the registry, or use a newer version of Nabla";
        var network = new Network(new Linear(4, 6), new PRelu(6), new Linear(6, 3));
        using var folder = new TemporaryFolder();
        Assert.StartsWith(
            $"The model cannot be saved: PRelu(6 -> 6, initial 0.25) could not be loaded again: {HowTo}.", Assert.Throws<ArgumentException>(() => Model(network).Save(folder["m"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["m"]));
        Assert.Equal(
            $"m cannot be read: {HowTo}.", Assert.Throws<InvalidDataException>(() => Nabla.Model.FromBytes(Model(network).ToBytes(Registry), "m")).Message);

        var forgetful = LayerRegistry.Default.With("PRelu", description => new PRelu(description.Width, initial: 1));
        Assert.StartsWith(
            "The model cannot be saved: PRelu(6 -> 6, initial 0.25) could not be loaded again: the function registered for \"PRelu\" creates PRelu(6 -> 6, initial 1) with other settings or parameters.",
            Assert.Throws<ArgumentException>(() => Model(network).ToBytes(forgetful)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_needs_the_registry_and_an_engine_its_own()
    {
        var network = new Network(new Linear(4, 6), new PRelu(6), new Linear(6, 3));
        network.Initialize(seed: 1);
        Assert.StartsWith(
            "PRelu(6 -> 6, initial 0.25) cannot be copied: there is no layer of kind \"PRelu\": register it",
            Assert.Throws<InvalidOperationException>(() => network.Layers[1].Copy()).Message, StringComparison.Ordinal);
        Assert.Equal(network.Layers[1].Describe(), network.Layers[1].Copy(Registry).Describe());

        var splits = Splits();
        Assert.Equal(
            "The autograd engine does not support the layer PRelu(6 -> 6, initial 0.25): register it with AutogradLayers.Default.With(\"PRelu\", description => ...) and pass the registry to AutogradMethod.",
            Assert.Throws<NotSupportedException>(() => Fit(new AutogradMethod(new Sgd(0.1f)))).Message);
        Assert.Equal(
            "The autograd layer registered for PRelu(6 -> 6, initial 0.25) has parameters of shapes [1x7]; expected [1x6].",
            Assert.Throws<ArgumentException>(() => Fit(new AutogradMethod(new Sgd(0.1f), AutogradLayers.Default.With("PRelu", _ => new AutogradPRelu(7))))).Message);

        void Fit(AutogradMethod method) => new Trainer(network, new SoftmaxCrossEntropy(), method, new TrainerOptions { Epochs = 1, BatchSize = 50 }, _processor).Fit(splits.Train, splits.Validation);
    }

    [Fact]
    public void Parameters_of_a_layer_are_its_own_and_have_names_of_their_own()
    {
        var shared = new Parameter("slope", 1, 3);
        Assert.StartsWith(
            "layers[1] Sharing(3 -> 3) has a parameter \"slope\" that another layer has too: layers cannot share parameters.",
            Assert.Throws<ArgumentException>(() => new Network(new Sharing(3, shared), new Sharing(3, shared))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "layers[0] Sharing(3 -> 3) has two parameters called \"slope\": each needs a unique name.",
            Assert.Throws<ArgumentException>(() => new Network(new Sharing(3, shared, new Parameter("slope", 1, 3)))).Message, StringComparison.Ordinal);
        Assert.Equal("slope", shared.Name);
        _ = new Network(new Sharing(3, shared));
        Assert.StartsWith(
            "layers[0] Sharing(3 -> 3) has a parameter \"layers.0.slope\" that another layer has too",
            Assert.Throws<ArgumentException>(() => new Network(new Sharing(3, shared))).Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentException>(() => new Parameter("", 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parameter("slope", 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parameter("slope", 1, 0));
    }

    private static DataSplits Splits()
    {
        var points = new Points();
        return DataSplits.Create(points, points, validationFraction: 0.2, seed: 5);
    }

    private static Model Model(Network network) => Nabla.Testing.Some.Model(network);

    private sealed class Sharing(int width, params Parameter[] parameters) : ElementwiseLayer(width)
    {
        public override string Kind => "Sharing";

        public override IReadOnlyList<Parameter> Parameters => parameters;

        protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y) => x.CopyTo(y);

        protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx) => dy.CopyTo(dx);
    }

    /// <summary>Points around three centres.</summary>
    private sealed class Points : Dataset
    {
        private static readonly RandomKey Key = new(7);
        private readonly int[] _labels = [.. Enumerable.Range(0, 500).Select(i => i % 3)];

        public override string Name => "points";

        public override int Count => _labels.Length;

        public override int Features => 4;

        public override LearningTask Task { get; } = LearningTask.Classification("a", "b", "c");

        public override ReadOnlySpan<int> Labels => _labels;

        public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows) => new([0, 0, 0, 0], [1, 1, 1, 1]);

        protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < Features; j++)
                    batch[i, j] = Key.Normal((ulong)((_labels[rows[i]] * Features) + j)) + (0.5f * Key.Fold(1).Normal((ulong)((rows[i] * Features) + j)));
            }
        }
    }
}
