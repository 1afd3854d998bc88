using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(1e-30, -11.4640246884)]
    [InlineData(1e-20, -9.2623400898)]
    [InlineData(1e-12, -7.0344838253)]
    [InlineData(1.3e-11, -6.66761145651)]
    [InlineData(1.4e-11, -6.65672309152)]
    [InlineData(1.1641532182693481e-10, -6.33795775455)]
    [InlineData(1e-8, -5.61200124417)]
    [InlineData(1e-5, -4.26489079392)]
    [InlineData(0.001, -3.09023230617)]
    [InlineData(0.01, -2.32634787404)]
    [InlineData(0.025, -1.95996398454)]
    [InlineData(0.074, -1.44663206716)]
    [InlineData(0.076, -1.43250272083)]
    [InlineData(0.1, -1.28155156554)]
    [InlineData(0.25, -0.674489750196)]
    [InlineData(0.4, -0.253347103136)]
    [InlineData(0.499, -0.00250663089957)]
    [InlineData(0.6, 0.253347103136)]
    [InlineData(0.75, 0.674489750196)]
    [InlineData(0.9, 1.28155156554)]
    [InlineData(0.924, 1.43250272083)]
    [InlineData(0.926, 1.44663206716)]
    [InlineData(0.975, 1.95996398454)]
    [InlineData(0.99, 2.32634787404)]
    [InlineData(0.99999, 4.26489079392)]
    [InlineData(0.99999999, 5.61200124331)]
    public void Quantiles_are_right(double probability, double expected)
    {
        float actual = NormalDistribution.Quantile(probability);

        Assert.InRange(actual / expected, 1 - 2e-7, 1 + 2e-7);
    }

    [Fact]
    public void The_median_is_zero() => Assert.Equal(0f, NormalDistribution.Quantile(0.5));

    /// <summary>Multiples of 1/1024, because 1 − p is exact for them.</summary>
    [Fact]
    public void The_distribution_is_symmetric() =>
        Assert.All(
            Enumerable.Range(1, 1023).Select(i => i / 1024.0),
            p => Assert.Equal(NormalDistribution.Quantile(p), -NormalDistribution.Quantile(1 - p)));

    [Fact]
    public void Quantiles_grow_with_the_probability()
    {
        float[] quantiles = [.. Enumerable.Range(1, 9_999).Select(i => NormalDistribution.Quantile(i / 10_000.0))];

        Assert.Equal(quantiles.Order(), quantiles);
    }
}
