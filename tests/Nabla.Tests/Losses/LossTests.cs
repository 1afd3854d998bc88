using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Losses;

/// <summary>Every loss of the table against its definition in double precision, central differences and the scalar reference.</summary>
public sealed class LossTests
{
    private static readonly RandomKey Key = new(23);

    public static TheoryData<string> Cases => [.. LossCases.All.Select(loss => loss.Name)];

    /// <summary>The losses whose outputs need not be probabilities.</summary>
    public static TheoryData<string> OfAnyOutputs => [.. LossCases.All.Where(loss => !loss.Probabilities).Select(loss => loss.Name)];

    [Fact]
    public void Every_loss_of_the_library_is_in_the_table()
    {
        var missing = typeof(Loss).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract)
            .Except(LossCases.All.Select(loss => loss.Create(4).GetType()));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Losses_and_gradients_equal_the_definition_and_its_central_differences(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in Some.Shapes().SelectMany(shape => LossFixture.Of(name, shape.Rows, shape.Inputs, Key)))
        {
            double mean = fixture.Evaluate(processor);
            var (expected, differences) = fixture.Definition();
            Assert.Equal(expected, mean, 1e-6 * (1 + Math.Abs(mean)));
            Assert.Equal(mean, fixture.SampleLosses.Sum(loss => (double)loss) / TotalWeight(fixture), 1e-12 * (1 + Math.Abs(mean)));

            // The softmax of one class is 1 whatever the logit: the gradient is 0, and a difference of equal numbers is rounding alone.
            if (fixture.Loss is SoftmaxCrossEntropy && fixture.Columns == 1)
            {
                Assert.All(fixture.Gradient, value => Assert.Equal(0, value, 1e-7));
                continue;
            }

            double error = CentralDifferences.RelativeError(fixture.Gradient, differences);
            Assert.True(error <= 1e-5, $"{fixture}: relative error {error:E2}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_scalar_reference(string name)
    {
        foreach (var (rows, columns, _) in Some.Shapes().Append((200, 10, 0)))
        {
            float[]? expected = null;
            foreach (var width in Widths.All)
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    using var processor = new Processor(threads, width);
                    float[] actual = [.. LossFixture.Of(name, rows, columns, Key).SelectMany(fixture => Results(fixture, processor))];
                    expected ??= actual;
                    Assert.Null(Bits.Difference(expected, actual));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_lies_between_the_rows_changes_nothing_and_is_left_alone(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 5, 7, Key))
        {
            double mean = fixture.Evaluate(processor);
            float[] output = Spread(fixture.Outputs, 7, 9), values = Spread(fixture.TargetValues, 7, 10), gradient = Spread(new float[35], 7, 11);
            double spread = fixture.Loss.Evaluate(
                processor,
                new MatrixView(output, 5, 7, stride: 9),
                fixture.Values ? new Targets(new MatrixView(values, 5, 7, stride: 10), fixture.SampleWeights) : new Targets(fixture.Labels, fixture.SampleWeights),
                fixture.SampleLosses,
                new(gradient, 5, 7, stride: 11));
            Assert.Equal(mean, spread);
            Assert.Null(Bits.Difference(Spread(fixture.Gradient, 7, 11), gradient));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Without_a_gradient_the_losses_are_the_same(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 6, 5, Key))
        {
            double with = fixture.Evaluate(processor);
            float[] losses = [.. fixture.SampleLosses];
            Array.Clear(fixture.SampleLosses);
            Assert.Equal(with, fixture.Evaluate(processor, withGradient: false));
            Assert.Equal(losses, fixture.SampleLosses);
        }
    }

    [Theory, MemberData(nameof(Cases)), Trait("Category", "Allocation")]
    public void An_evaluation_allocates_nothing(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 33, 40, Key))
            Assert.Equal(0, Allocations.Of(() => fixture.Evaluate(processor)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void NaN_comes_through(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 2, 20, Key).Where(fixture => fixture.SampleWeights.Length == 0))
        {
            Array.Fill(fixture.Outputs, float.NaN);
            Assert.True(double.IsNaN(fixture.Evaluate(processor)));
            Assert.Contains(fixture.Gradient, float.IsNaN);
        }
    }

    [Fact]
    public void Fixture_1_of_the_ledger()
    {
        using var processor = new Processor(threads: 1);
        float[] gradient = new float[6];
        double mean = new SoftmaxCrossEntropy().Evaluate(processor, new MatrixView(new float[] { 1, 2, 3, 1, 0, -1 }, 2, 3), new int[] { 2, 1 }, new float[2], new(gradient, 2, 3));
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
        double loss = new SoftmaxCrossEntropy().Evaluate(processor, new MatrixView(new float[] { 1e4f, 0, -1e4f }, 1, 3), new int[] { 2 }, new float[1], new(gradient, 1, 3));
        Assert.Equal(2e4, loss);
        Assert.Equal([1, 0, -1], gradient);
    }

    [Theory, MemberData(nameof(OfAnyOutputs))]
    public void Huge_outputs_give_finite_losses_and_gradients(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var fixture in LossFixture.Of(name, 2, 3, Key))
        {
            new float[] { 1e4f, 0, -1e4f, -1e4f, 1e4f, 1e4f }.CopyTo(fixture.Outputs, 0);
            Assert.True(double.IsFinite(fixture.Evaluate(processor)), fixture.ToString());
            Assert.All(fixture.Gradient, value => Assert.True(float.IsFinite(value), fixture.ToString()));
        }
    }

    [Fact]
    public void The_absolute_error_has_no_slope_at_its_target()
    {
        using var processor = new Processor(threads: 1);
        float[] gradient = [7, 7, 7];
        var values = new MatrixView(new float[] { 1, 2, 3 }, 1, 3);
        new MeanAbsoluteError().Evaluate(processor, new MatrixView(new float[] { 1, 5, 2 }, 1, 3), values, new float[1], new(gradient, 1, 3));
        Assert.Equal([0, 1 / 3f, -1 / 3f], gradient);
    }

    private static float[] Results(LossFixture fixture, Processor processor) =>
        [(float)fixture.Evaluate(processor), .. fixture.SampleLosses, .. fixture.Gradient];

    private static double TotalWeight(LossFixture fixture)
    {
        var targets = new Targets(fixture.Labels, fixture.SampleWeights);
        double total = 0;
        for (int n = 0; n < fixture.Rows; n++)
            total += fixture.Loss.WeightOf(targets, n);
        return total;
    }

    /// <summary>The rows, with gaps of NaN after each.</summary>
    private static float[] Spread(float[] dense, int columns, int stride)
    {
        float[] spread = new float[dense.Length / columns * stride];
        Array.Fill(spread, float.NaN);
        for (int i = 0; i < dense.Length; i++)
            spread[(i / columns * stride) + (i % columns)] = dense[i];
        return spread;
    }
}
