using Nabla.Kernels;
using Nabla.Layers;
using Nabla.Losses;
using Nabla.Numerics;
using Nabla.Testing;

namespace Nabla.Tests.Losses;

/// <summary>Every loss of the table against its definition in double precision, central differences and the scalar reference.</summary>
public sealed class LossTests
{
    private static readonly RandomKey Key = new(23);

    private static readonly LossCase[] Table =
    [
        new("SoftmaxCrossEntropy", new SoftmaxCrossEntropy(), Probabilities: false,
            (z, n, t) => Math.Log(Enumerable.Range(0, z.Columns).Sum(j => Math.Exp(z[n, j]))) - z[n, t]),
        new("NegativeLogLikelihood", new NegativeLogLikelihood(), Probabilities: true, (y, n, t) => -Math.Log(y[n, t])),
    ];

    public static TheoryData<string> Cases => [.. Table.Select(loss => loss.Name)];

    [Fact]
    public void Every_loss_of_the_library_is_in_the_table()
    {
        var missing = typeof(Loss).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract).Except(Table.Select(loss => loss.Loss.GetType()));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Losses_and_gradients_equal_the_definition_and_its_central_differences(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, classes, _) in Some.Shapes())
        {
            var loss = Named(name);
            float[] output = loss.Outputs(rows, classes);
            int[] labels = Some.Labels(rows, classes, Key.Fold(2));
            float[] losses = new float[rows], gradient = new float[rows * classes];
            double mean = loss.Loss.Evaluate(processor, new MatrixView(output, rows, classes), labels, losses, new(gradient, rows, classes));

            var z = DoubleMatrix.From(new MatrixView(output, rows, classes));
            double Mean() => Enumerable.Range(0, rows).Average(n => loss.Definition(z, n, labels[n]));
            Assert.Equal(Mean(), mean, 1e-6 * (1 + Math.Abs(mean)));
            double error = CentralDifferences.RelativeError(gradient, CentralDifferences.Gradient(z.Data, Mean));

            // The softmax of one class is 1 whatever the logit: the gradient is 0, and a difference of equal numbers is rounding alone.
            bool constant = classes == 1 && !loss.Probabilities;
            Assert.True(constant ? gradient.All(value => value == 0) : error <= 1e-5, $"{rows} x {classes}: relative error {error:E2}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_scalar_reference(string name)
    {
        foreach (var (rows, classes, _) in Some.Shapes().Append((200, 10, 0)))
        {
            float[]? expected = null;
            foreach (var width in Some.Widths())
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    using var processor = new Processor(threads, width);
                    float[] losses = new float[rows], gradient = new float[rows * classes];
                    Named(name).Loss.Evaluate(
                        processor, new MatrixView(Named(name).Outputs(rows, classes), rows, classes), Some.Labels(rows, classes, Key.Fold(2)), losses, new(gradient, rows, classes));
                    float[] actual = [.. losses, .. gradient];
                    expected ??= actual;
                    Assert.Null(Bits.Difference(expected, actual));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Without_a_gradient_the_losses_are_the_same(string name)
    {
        using var processor = new Processor(threads: 1);
        float[] output = Named(name).Outputs(6, 5), with = new float[6], without = new float[6];
        int[] labels = Some.Labels(6, 5, Key);
        double a = Named(name).Loss.Evaluate(processor, new MatrixView(output, 6, 5), labels, with, new(new float[30], 6, 5));
        double b = Named(name).Loss.Evaluate(processor, new MatrixView(output, 6, 5), labels, without, default);
        Assert.Equal(a, b);
        Assert.Equal(with, without);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_label_outside_the_classes_is_named(string name)
    {
        using var processor = new Processor(threads: 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Named(name).Loss.Evaluate(processor, new MatrixView(new float[3], 1, 3), [3], new float[1], default));
        Assert.StartsWith($"{name}: a label is 3; expected 0 to 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixture_1_of_the_ledger()
    {
        using var processor = new Processor(threads: 1);
        float[] gradient = new float[6];
        double mean = new SoftmaxCrossEntropy().Evaluate(processor, new MatrixView(new float[] { 1, 2, 3, 1, 0, -1 }, 2, 3), [2, 1], new float[2], new(gradient, 2, 3));
        Assert.Equal(0.9076059644443804, mean, 1e-7);
        double[] expected = [0.0450152866, 0.1223642355, -0.1673795221, 0.3326204779, -0.3776357645, 0.0450152866];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], gradient[i], 1e-7);
    }

    [Fact]
    public void Softmax_and_negative_log_likelihood_together_equal_the_fused_loss()
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, classes, _) in Some.Shapes())
        {
            float[] logits = Some.Normal(rows * classes, Key.Fold(1));
            int[] labels = Some.Labels(rows, classes, Key.Fold(2));
            float[] fused = new float[rows * classes], composed = new float[rows * classes], y = new float[rows * classes], dy = new float[rows * classes];
            double fusedLoss = new SoftmaxCrossEntropy().Evaluate(processor, new MatrixView(logits, rows, classes), labels, new float[rows], new(fused, rows, classes));

            var softmax = new Softmax(classes);
            var pass = new Pass(processor, PassMode.Training);
            softmax.Forward(pass, new MatrixView(logits, rows, classes), new(y, rows, classes), []);
            double composedLoss = new NegativeLogLikelihood().Evaluate(processor, new MatrixView(y, rows, classes), labels, new float[rows], new(dy, rows, classes));
            softmax.Backward(pass, new MatrixView(logits, rows, classes), new MatrixView(y, rows, classes), [], new MatrixView(dy, rows, classes), new(composed, rows, classes), []);

            Assert.Equal(fusedLoss, composedLoss, 1e-6 * (1 + fusedLoss));
            double error = CentralDifferences.RelativeError(composed, [.. fused.Select(value => (double)value)]);
            Assert.True(error <= 1e-6, $"{rows} x {classes}: relative error {error:E2}");
        }
    }

    [Fact]
    public void Huge_logits_give_finite_losses()
    {
        using var processor = new Processor(threads: 1);
        float[] gradient = new float[3];
        double loss = new SoftmaxCrossEntropy().Evaluate(processor, new MatrixView(new float[] { 1e4f, 0, -1e4f }, 1, 3), [2], new float[1], new(gradient, 1, 3));
        Assert.Equal(2e4, loss);
        Assert.Equal([1, 0, -1], gradient);
    }

    private static LossCase Named(string name) => Table.Single(loss => loss.Name == name);

    private sealed record LossCase(string Name, Loss Loss, bool Probabilities, Func<DoubleMatrix, int, int, double> Definition)
    {
        public float[] Outputs(int rows, int classes) =>
            [.. Some.Normal(rows * classes, Key.Fold(1)).Select(value => Probabilities ? 0.05f + (0.9f * Math.Abs(value) / (1 + Math.Abs(value))) : value)];
    }
}
