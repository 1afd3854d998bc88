using System.Globalization;
using Nabla;
using Nabla.Networks;

namespace Samples;

/// <summary>The examples at the end of the derivations: computed here, and found with the same digits on the page.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Linear_layer()
    {
        using var processor = new Processor(threads: 1);
        var layer = new Linear(inputs: 2, outputs: 3);
        float[] w = [1, 0, -1, 2, 1, 0.5f], b = [0.5f, -1, 0], x = [1, 2, -1, 3], dy = [1, 0, 2, -1, 1, 0.5f], y = new float[6], dx = new float[4];
        w.CopyTo(layer.Parameters[0].Value.Data);
        b.CopyTo(layer.Parameters[1].Value.Data);
        Pass(layer, processor, rows: 2, x, y, dy, dx);

        var page = Page("linear");
        page.Shows($"x = {Rows(x, 2)}      W = {Rows(w, 3)}      b = {Row(b)}");
        page.Shows($"y = {Rows(y, 3)}");
        page.Shows($"dy = {Rows(dy, 3)}");
        page.Shows($"dW = {Rows(layer.Parameters[0].Gradient.Data.ToArray(), 3)}      db = {Row(layer.Parameters[1].Gradient.Data.ToArray())}      dx = {Rows(dx, 2)}");
    }

    [Theory]
    [InlineData(Activation.Elu)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.LeakyRelu)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.Identity)]
    public void Activations(Activation activation)
    {
        using var processor = new Processor(threads: 1);
        float[] y = new float[3], dx = new float[3];
        Pass(ElementwiseLayer.Create(activation, 3), processor, rows: 1, [-1, 0, 2], y, [1, 1, 1], dx);

        var cells = y.Zip(dx).SelectMany(pair => new[] { pair.First, pair.Second }).Select(value => (value + 0f).ToString("F6", CultureInfo.InvariantCulture));
        Page("activations").Shows($"| {activation} | {string.Join(" | ", cells)} |");
    }

    [Fact]
    public void Softmax()
    {
        using var processor = new Processor(threads: 1);
        float[] y = new float[3], dx = new float[3];
        Pass(new Softmax(width: 3), processor, rows: 1, [1, 2, 3], y, [1, -1, 2], dx);

        Page("softmax").Shows($"x  = [1, 2, 3]      y  = {Row(y, "F6")}");
        Page("softmax").Shows($"dy = [1, -1, 2]     dx = {Row(dx, "F6")}");
    }

    [Fact]
    public void Softmax_survives_what_overflows_an_exponential()
    {
        using var processor = new Processor(threads: 1);
        foreach (float scale in new[] { 1f, 1000f })
        {
            float[] y = new float[3];
            Pass(new Softmax(width: 3), processor, rows: 1, [100 * scale, 99 * scale, scale], y, new float[3], new float[3]);
            Assert.All(y, value => Assert.InRange(value, 0f, 1f));
            Assert.Equal(1, y.Sum(), 1e-6);
        }
    }

    [Fact]
    public void Whitening()
    {
        using var processor = new Processor(threads: 1);
        float[] x = [3, 1, 1, 3, -3, -1, -1, -3], dy = [1, -1, 2, 0, 0, 1, -1, 0.5f], y = new float[8], dx = new float[8], normalized = new float[8];
        Pass(new WhiteningBatchNorm(width: 2, epsilon: 1e-9f), processor, rows: 4, x, y, dy, dx);
        Pass(new BatchNorm(width: 2, epsilon: 0), processor, rows: 4, x, normalized, dy, new float[8]);

        var page = Page("whitening");
        page.Shows($"x  = {Rows(x, 2)}");
        page.Shows($"y  = {Rows(Rounded(y), 2, "F6")}");
        page.Shows($"dy = {Rows(dy, 2)}");
        page.Shows($"dx = {Rows(Rounded(dx), 2, "F6")}");
        page.Shows($"whitening            {Rows(Rounded(Covariance(y)), 2, "F6")}");
        page.Shows($"batch normalisation  {Rows(Rounded(Covariance(normalized)), 2, "F6")}");

        // Without the sign of a zero that is only rounding.
        static float[] Rounded(float[] values) => [.. values.Select(value => MathF.Round(value, 6) + 0f)];

        static float[] Covariance(float[] rows) =>
            [.. from i in new[] { 0, 1 } from j in new[] { 0, 1 } select rows.Chunk(2).Average(row => row[i] * row[j])];
    }

    [Fact]
    public void Softmax_and_cross_entropy()
    {
        var (y, loss, gradient) = CrossEntropy([1, 2, 3, 1, 0, -1], [2, 1]);

        var page = Page("softmax-cross-entropy");
        page.Shows("z        = [[1, 2, 3], [1, 0, -1]]");
        page.Shows($"Y        = {Rows(y, 3, "F6")}");
        page.Shows(string.Create(CultureInfo.InvariantCulture, $"L        = {loss:F6}"));
        page.Shows($"gradient = {Rows(gradient, 3, "F6")}");
    }

    [Theory]
    [InlineData("smoothed", 0.1f, new float[0])]
    [InlineData("weighted", 0f, new float[] { 1, 2, 4 })]
    [InlineData("both    ", 0.1f, new float[] { 1, 2, 4 })]
    public void Smoothing_and_class_weights(string name, float labelSmoothing, float[] classWeights)
    {
        var (loss, gradient) = Evaluate(new SoftmaxCrossEntropy(labelSmoothing, classWeights), [1, 2, 3, 1, 0, -1], new int[] { 2, 1 });
        Page("softmax-cross-entropy").Shows(string.Create(CultureInfo.InvariantCulture, $"{name}   L = {loss:F6}      gradient = {Rows(gradient, 3, "F6")}"));
    }

    [Fact]
    public void Binary_cross_entropy()
    {
        float[] x = [2, -1, 0, 30], t = [1, 0, 0.5f, 0];
        var (loss, gradient) = Evaluate(new BinaryCrossEntropy(), x, new MatrixView(t, 2, 2));

        var page = Page("binary-cross-entropy");
        page.Shows($"x        = {Rows(x, 2)}");
        page.Shows($"t        = {Rows(t, 2)}");
        page.Shows(string.Create(CultureInfo.InvariantCulture, $"L        = {loss:F6}"));
        page.Shows($"gradient = {Rows(gradient, 2, "F6")}");
    }

    [Fact]
    public void Errors_of_values()
    {
        float[] x = [0.5f, 2, -3, 1], t = [0, 2, 0, 1.5f];
        var page = Page("errors-of-values");
        page.Shows($"x        = {Rows(x, 2)}");
        page.Shows($"t        = {Rows(t, 2)}");
        foreach (var (name, error) in new (string, Loss)[] { ("squared ", new MeanSquaredError()), ("absolute", new MeanAbsoluteError()), ("Huber   ", new Huber()) })
        {
            var (loss, gradient) = Evaluate(error, x, new MatrixView(t, 2, 2));
            page.Shows(string.Create(CultureInfo.InvariantCulture, $"{name}   L = {loss:F6}      gradient = {Rows(gradient, 2)}"));
        }
    }

    [Fact]
    public void Batch_normalisation()
    {
        using var processor = new Processor(threads: 1);
        var page = Page("batch-normalization");
        float[] x = [1, 2, 4, 7], y = new float[4], dx = new float[4], cache = new float[3];
        foreach (float[] dy in new float[][] { [1, -1, 0.5f, 2], [0, 0, 0, 2] })
        {
            var layer = new BatchNorm(width: 1, epsilon: 0);
            (layer.Parameters[0].Value[0, 0], layer.Parameters[1].Value[0, 0]) = (2, -1);
            Pass(layer, processor, rows: 4, x, y, dy, dx);
            layer.Forward(new Pass(processor, PassMode.Training), new MatrixView(x, 4, 1), new MatrixView(y, 4, 1), cache);
            page.Shows(string.Create(CultureInfo.InvariantCulture, $"x  = {Row(x)}      m = {cache[0]}      v = {cache[1]}"));
            page.Shows($"y  = {Row(y, "F6")}");
            page.Shows($"dy = {Row(dy)}");
            page.Shows($"dx = {Row(dx.Select(value => MathF.Abs(value) < 5e-7f ? 0 : value), "F6")}");
            page.Shows($"dgamma = {Row(layer.Parameters[0].Gradient.Data.ToArray(), "F6")}      dbeta = {Row(layer.Parameters[1].Gradient.Data.ToArray())}");
        }
    }

    [Fact]
    public void Dropout()
    {
        using var processor = new Processor(threads: 1);
        float[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], y = new float[12], dx = new float[12];
        Pass(new Dropout(width: 6), processor, rows: 2, x, y, x, dx, new RandomKey(Seed: 42));

        Page("dropout").Shows($"x = {Rows(x, 6)}");
        Page("dropout").Shows($"y = {Rows(y, 6)}");
        Assert.Equal(y, dx);
        foreach (double p in new[] { 0.1, 0.2, 0.5, 0.9 })
        {
            double right = (Math.PI - 1 + p) / (2 * Math.PI * (1 - p)), printed = (Math.PI - 1 + (p * (2 - Math.PI))) / (2 * Math.PI * (1 - p));
            Page("dropout").Shows(string.Create(CultureInfo.InvariantCulture, $"| {p} | {right:F6} | {printed:F6} |"));
        }
    }

    [Fact]
    public void Residual_block()
    {
        using var processor = new Processor(threads: 1);
        var page = Page("residual");
        float[] x = [1, 2], dy = [1, -3], y = new float[2], dx = new float[2];
        foreach (var (w, b) in new (float[], float[])[] { ([1, 0.5f, -2, 4], [0.25f, 0]), ([-1, 0, 0, -1], [0, 0]) })
        {
            var linear = new Linear(inputs: 2, outputs: 2);
            w.CopyTo(linear.Parameters[0].Value.Data);
            b.CopyTo(linear.Parameters[1].Value.Data);
            Pass(new Residual(linear), processor, rows: 1, x, y, dy, dx);
            page.Shows($"W  = {Rows(w, 2)}      b = {Row(b)}");
            page.Shows($"x  = {Row(x)}      y  = {Row(y)}");
            page.Shows($"dy = {Row(dy)}     dx = {Row(dx)}");
        }
    }

    [Fact]
    public void Elastic_net()
    {
        using var processor = new Processor(threads: 1);
        var network = new Network(new Linear(inputs: 2, outputs: 2));
        var weight = network.Parameters.All[0];
        float[] w = [1, -2, 0, 0.5f];
        w.CopyTo(weight.Value.Data);
        // From zeros to zeros the loss is 0 at its minimum: the gradient is the penalty's alone.
        var zeros = ArrayDataset.Regression("zeros", new float[2], new float[2], ["first", "second"]);
        TrainingMethod method = new Sgd(learningRate: 1);
        var step = method.CreateStep(network, new MeanSquaredError(), batchSize: 1, default, new TrainerOptions { L1 = [0.5], L2 = [0.125] }, processor);
        double penalty = step.Run(DataSplits.All(zeros, zeros.MeasureStandardizer([0])), [0], step: 1).Penalty;

        Page("elastic-net").Shows(string.Create(CultureInfo.InvariantCulture, $"W        = {Rows(w, 2)}      P = {penalty}"));
        Page("elastic-net").Shows($"gradient = {Rows(weight.Gradient.Data.ToArray(), 2)}");
    }

    /// <summary>A negative control: what claim B10 prints misses the gradient by far.</summary>
    [Fact]
    public void The_gradient_that_report_B_prints_is_not_the_gradient()
    {
        int[] labels = [2, 1];
        var (y, _, gradient) = CrossEntropy([1, 2, 3, 1, 0, -1], labels);

        // ((Y ∘ T) 1 1ᵀ − T) / S
        float[] printed = [.. Enumerable.Range(0, 6).Select(i => (y[(i / 3 * 3) + labels[i / 3]] - (i % 3 == labels[i / 3] ? 1 : 0)) / 2)];
        Page("softmax-cross-entropy").Shows($"B10      = {Rows(printed, 3, "F6")}");
        Assert.True(printed.Zip(gradient).Max(pair => Math.Abs(pair.First - pair.Second)) > 0.1);
    }

    [Theory]
    [InlineData(3072, 128, Initializer.KaimingNormal, 1.0, "| 3072 to 128, the first: gain 1 | `KaimingNormal` |")]
    [InlineData(128, 10, Initializer.KaimingNormal, 1.4142135623730951, "| 128 to 10: gain √2 | `KaimingNormal` |")]
    [InlineData(3072, 128, Initializer.XavierNormal, 1.0, "| 3072 to 128 | `XavierNormal` |")]
    [InlineData(128, 10, Initializer.PyTorchLinear, 1.0, "| 128 to 10 | `PyTorchLinear` |")]
    public void Initial_weights_have_the_deviation_on_the_page(int inputs, int outputs, Initializer initializer, double gain, string row)
    {
        double expected = initializer switch
        {
            Initializer.KaimingNormal => gain / Math.Sqrt(inputs),
            Initializer.PyTorchLinear => 1 / Math.Sqrt(3.0 * inputs),
            _ => Math.Sqrt(2.0 / (inputs + outputs)),
        };
        Page("initialization").Shows(string.Create(CultureInfo.InvariantCulture, $"{row} {expected:F6} |"));

        // The deviation of n normal numbers is known to one part in √(2n); that of uniform ones to less.
        var layer = new Linear(inputs, outputs, initializer, gain);
        layer.Initialize(new RandomKey(Seed: 42));
        float[] weights = layer.Parameters[0].Value.Data.ToArray();
        double deviation = Math.Sqrt(weights.Average(weight => (double)weight * weight));
        Assert.InRange(deviation / expected, 1 - (5 / Math.Sqrt(2.0 * weights.Length)), 1 + (5 / Math.Sqrt(2.0 * weights.Length)));
    }

    [Fact]
    public void The_rectifiers_gain_keeps_the_second_moment_and_ELU_raises_it()
    {
        const int Count = 200_000;
        using var processor = new Processor(threads: 1);
        var key = new RandomKey(Seed: 7);
        float[] z = [.. Enumerable.Range(0, Count).Select(i => key.Normal((ulong)i))];
        foreach (var (activation, expected) in new[] { (Activation.Relu, 0.5), (Activation.Elu, 0.644945) })
        {
            float[] h = new float[Count];
            ElementwiseLayer.Create(activation, Count).Forward(new Pass(processor, PassMode.Inference), new MatrixView(z, 1, Count), new MatrixView(h, 1, Count), cache: []);
            double moment = h.Average(value => (double)value * value), fourth = h.Average(value => Math.Pow(value, 4));
            double standardError = Math.Sqrt((fourth - (moment * moment)) / Count);
            Assert.InRange(moment, expected - (5 * standardError), expected + (5 * standardError));
        }

        Page("initialization").Shows("0.644945");
    }

    private static void Pass(Layer layer, Processor processor, int rows, float[] x, float[] y, float[] dy, float[] dx, RandomKey key = default)
    {
        var pass = new Pass(processor, PassMode.Training, Step: 1, key);
        float[] cache = new float[layer.CacheLength(rows)], scratch = new float[layer.ScratchLength(rows)];
        layer.Forward(pass, new MatrixView(x, rows, layer.Inputs), new MatrixView(y, rows, layer.Outputs), cache);
        layer.Backward(
            pass, new MatrixView(x, rows, layer.Inputs), new MatrixView(y, rows, layer.Outputs), cache,
            new MatrixView(dy, rows, layer.Outputs), new MatrixView(dx, rows, layer.Inputs), scratch);
    }

    private static (double Loss, float[] Gradient) Evaluate(Loss loss, float[] output, Targets targets)
    {
        using var processor = new Processor(threads: 1);
        int rows = targets.Samples, columns = output.Length / rows;
        float[] gradient = new float[output.Length];
        return (loss.Evaluate(processor, new MatrixView(output, rows, columns), targets, new float[rows], new(gradient, rows, columns)), gradient);
    }

    private static (float[] Probabilities, double Loss, float[] Gradient) CrossEntropy(float[] z, int[] labels)
    {
        using var processor = new Processor(threads: 1);
        int classes = z.Length / labels.Length;
        float[] y = new float[z.Length], gradient = new float[z.Length];
        new Softmax(classes).Forward(
            new Pass(processor, PassMode.Inference), new MatrixView(z, labels.Length, classes), new MatrixView(y, labels.Length, classes), cache: []);
        double loss = new SoftmaxCrossEntropy().Evaluate(
            processor, new MatrixView(z, labels.Length, classes), labels, new float[labels.Length], new MatrixView(gradient, labels.Length, classes));
        return (y, loss, gradient);
    }

    private static WorkedExample Page(string name) => new(Document.Read(Path.Combine("docs", "derivations", $"{name}.md")));

    private static string Row(IEnumerable<float> values, string format = "G") =>
        $"[{string.Join(", ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)))}]";

    private static string Rows(float[] values, int columns, string format = "G") => $"[{string.Join(", ", values.Chunk(columns).Select(row => Row(row, format)))}]";

    private sealed record WorkedExample(Document Document)
    {
        public void Shows(string line) => Assert.True(Document.Text.Contains(line, StringComparison.Ordinal), $"{Document.Path} does not show: {line}");
    }
}
