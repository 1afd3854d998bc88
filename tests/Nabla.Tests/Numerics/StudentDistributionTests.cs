using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>The quantiles are those of the distribution's tables.</summary>
public sealed class StudentDistributionTests
{
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(9, 2.262)]
    [InlineData(30, 2.042)]
    [InlineData(31, 2.040)]
    [InlineData(49, 2.010)]
    [InlineData(120, 1.980)]
    [InlineData(1_000_000, 1.960)]
    public void Quantiles_are_correct_to_three_decimals(int degrees, double quantile) => Assert.Equal(quantile, StudentDistribution.Quantile975(degrees), 0.0006);

    [Fact]
    public void There_is_no_distribution_of_no_degrees() => Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile975(0));
}
