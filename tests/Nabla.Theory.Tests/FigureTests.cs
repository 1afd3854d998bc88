using Nabla.Testing;

namespace Nabla.Theory.Tests;

/// <summary>How figures are written.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData(0.84084505691, 1e-9, "0.840845")]
    [InlineData(3e-17, 1e-12, "0")]
    [InlineData(-3e-17, 1e-12, "0")]
    [InlineData(0.123456, 0.02, "0.123")]
    [InlineData(394634, 0, "394634")]
    [InlineData(1707274, 0, "1707274")]
    [InlineData(6.87e-153, 0, "6.87e-153")]
    [InlineData(2.5e-7, 1e-18, "2.5e-7")]
    [InlineData(double.NaN, 0, "none")]
    [InlineData(double.NegativeInfinity, 0, "−∞")]
    public void Numbers_go_no_further_than_they_mean_something(double value, double tolerance, string text)
    {
        using var culture = new ForeignCulture();
        Assert.Equal(text, Figure.Text(value, tolerance));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.234e-12, "1.2e-12")]
    [InlineData(0.0119, "0.012")]
    public void Tolerances_have_two_digits(double tolerance, string text) => Assert.Equal(text, Figure.Tolerance(tolerance));
}
