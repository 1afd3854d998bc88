using Nabla.Networks;

namespace Nabla.Tests.Losses;

/// <summary>What a loss refuses, and what it says.</summary>
public sealed class LossErrorTests
{
    public static TheoryData<string> Cases => [.. LossCases.All.Select(loss => loss.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void A_label_outside_the_classes_is_named(string name)
    {
        using var processor = new Processor(threads: 1);
        var loss = LossCases.Named(name).Create(3);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            loss.Evaluate(processor, new MatrixView(new float[3], 1, 3), new int[] { 3 }, new float[1], default));
        Assert.StartsWith($"{loss.Kind}: a label is 3; expected 0 to 2.", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_wrong_shape_is_named(string name)
    {
        using var processor = new Processor(threads: 1);
        var loss = LossCases.Named(name).Create(3);
        string Message(int labels, int losses, int gradient) => Assert.Throws<ShapeException>(() => loss.Evaluate(
            processor, new MatrixView(new float[6], 2, 3), new int[labels], new float[losses], new(new float[gradient * 3], gradient, 3))).Message;
        Assert.Equal($"{loss.Kind}: labels is 1x3; expected 1x2.", Message(3, 2, 2));
        Assert.Equal($"{loss.Kind}: sample losses is 1x1; expected 1x2.", Message(2, 1, 2));
        Assert.Equal($"{loss.Kind}: gradient is 1x3; expected 2x3.", Message(2, 2, 1));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Values_are_refused_by_a_loss_of_labels_and_otherwise_have_the_shape_of_the_outputs(string name)
    {
        using var processor = new Processor(threads: 1);
        var loss = LossCases.Named(name).Create(3);
        string message = Assert.ThrowsAny<ArgumentException>(() =>
            loss.Evaluate(processor, new MatrixView(new float[6], 2, 3), new MatrixView(new float[4], 2, 2), new float[2], default)).Message;
        Assert.Equal(
            loss.AcceptsValues
                ? $"{loss.Kind}: values is 2x2; expected 2x3."
                : $"{loss.Kind}: the targets are values, 2x2; expected labels, one class per sample. "
                    + "BinaryCrossEntropy, MeanSquaredError, MeanAbsoluteError and Huber take values.",
            message);
    }

    [Theory]
    [InlineData(-0.1f, "-0.1")]
    [InlineData(1.5f, "1.5")]
    [InlineData(float.NaN, "NaN")]
    public void Smoothing_outside_its_range_is_refused(float smoothing, string got)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SoftmaxCrossEntropy(smoothing));
        Assert.StartsWith($"SoftmaxCrossEntropy: label smoothing is {got}; expected 0 to 1.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f, "0")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_delta_outside_its_range_is_refused(float delta, string got)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Huber(delta));
        Assert.StartsWith($"Huber: delta is {got}; expected a finite number above 0.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_weights_are_finite_at_least_zero_and_one_a_class()
    {
        using var processor = new Processor(threads: 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SoftmaxCrossEntropy(classWeights: [1, -2, 1]));
        Assert.StartsWith("SoftmaxCrossEntropy: the weight of class 1 is -2; expected a finite number of at least 0.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => new NegativeLogLikelihood([float.NaN]));
        Assert.StartsWith("NegativeLogLikelihood: the weight of class 0 is NaN; expected a finite number of at least 0.", error.Message, StringComparison.Ordinal);

        string message = Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy(classWeights: [1, 2]).Evaluate(
            processor, new MatrixView(new float[3], 1, 3), new int[] { 0 }, new float[1], default)).Message;
        Assert.Equal("SoftmaxCrossEntropy: class weights is 1x2; expected 1x3.", message);
    }

    [Fact]
    public void A_binary_target_outside_0_to_1_is_refused()
    {
        using var processor = new Processor(threads: 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropy().Evaluate(
            processor, new MatrixView(new float[4], 2, 2), new MatrixView(new float[] { 0, 1, 1.5f, 0 }, 2, 2), new float[2], default));
        Assert.StartsWith("BinaryCrossEntropy: a target of sample 1 is 1.5; expected 0 to 1.", error.Message, StringComparison.Ordinal);
    }
}
