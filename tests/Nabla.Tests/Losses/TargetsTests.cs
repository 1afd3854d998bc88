using Nabla.Networks;

namespace Nabla.Tests.Losses;

public sealed class TargetsTests
{
    [Fact]
    public void Labels_are_targets()
    {
        int[] labels = [2, 0];
        Targets fromArray = labels, fromSpan = labels.AsSpan();
        Assert.False(fromArray.AreValues);
        Assert.Equal(2, fromArray.Samples);
        Assert.Equal(labels, fromSpan.Labels);
        Assert.True(fromSpan.Values.IsEmpty);
        Assert.True(fromSpan.Weights.IsEmpty);
    }

    [Fact]
    public void Values_are_targets()
    {
        Targets targets = new MatrixView(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2);
        Assert.True(targets.AreValues);
        Assert.Equal(3, targets.Samples);
        Assert.Equal(4, targets.Values[1, 1]);
        Assert.True(targets.Labels.IsEmpty);
    }

    [Fact]
    public void Nothing_given_means_no_labels()
    {
        Assert.False(default(Targets).AreValues);
        Assert.Equal(0, default(Targets).Samples);
    }

    [Fact]
    public void Weights_are_one_a_sample()
    {
        var error = Assert.Throws<ShapeException>(() => new Targets([0, 1, 2], weights: [1, 1]).Samples);
        Assert.Equal("Targets: sample weights is 1x2; expected 1x3.", error.Message);
        error = Assert.Throws<ShapeException>(() => new Targets(new MatrixView(new float[4], 2, 2), weights: [1]).Samples);
        Assert.Equal("Targets: sample weights is 1x1; expected 1x2.", error.Message);
    }

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Weights_are_finite_and_at_least_zero(float weight, string got)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Targets([0, 1], weights: [1, weight]).Samples);
        Assert.StartsWith($"Targets: the weight of sample 1 is {got}; expected a finite number of at least 0.", error.Message, StringComparison.Ordinal);
    }
}
