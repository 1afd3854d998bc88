using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Tests;

/// <summary>Oracles against what is known without them.</summary>
public sealed class OracleTests
{
    private static readonly Func<Dual[], Dual> Function = v => Dual.Log(v[0]) * Dual.Tanh(v[1] / v[0]) - Dual.Sqrt(Dual.Exp(v[1])) + Dual.Abs(-v[0]) * Dual.Max(v[0], v[1]);

    [Fact]
    public void Two_oracles_for_derivatives_agree() =>
        Assert.All(Derivative.Check(Function, [1.7, 0.6], Derivative.ByDuals(Function, [1.7, 0.6])), finding => Assert.True(finding.Holds));

    [Theory]
    [InlineData(0.3)]
    [InlineData(-40)]
    [InlineData(400)]
    public void Tanh_is_the_hyperbolic_tangent(double x) => Assert.Equal(Math.Tanh(x), Dual.Tanh(x).Value, 1e-15);

    [Fact]
    public void A_jacobian_has_a_row_an_output()
    {
        var jacobian = Derivative.Jacobian(v => [v[0] * v[1], v[1], v[2]], [2, 3, 5]);
        Assert.Equal([3, 2, 0, 0, 1, 0, 0, 0, 1], jacobian.ToRowMajorArray());
    }

    [Fact]
    public void Quadrature_knows_the_normal_moments()
    {
        Assert.Equal(1, Quadrature.NormalMean(_ => 1), 1e-12);
        Assert.Equal(3, Quadrature.NormalMean(z => z * z * z * z), 1e-12);
        Assert.Equal(Math.Sqrt(2 / Math.PI), Quadrature.NormalMean(Math.Abs), 1e-12);
    }

    [Fact]
    public void A_sample_of_normal_numbers_has_their_moments_and_no_others()
    {
        var sample = Sample.Draw(100_000, position => 3 + (2 * new RandomKey(1).Normal(position)));
        Assert.True(sample.CheckMean(3).Holds);
        Assert.False(sample.CheckMean(3.1).Holds);
        Assert.True(sample.CheckVariance(4).Holds);
        Assert.False(sample.CheckVariance(4.2).Holds);
        Assert.Equal(Math.Sqrt(2 * 16.0 / 100_000), sample.VarianceError, 1e-3);
    }

    [Fact]
    public void Operations_are_counted()
    {
        var tally = new Tally();
        var numbers = tally.Of([2, 3, 5]);
        Assert.Equal(-19, ((numbers[0] * numbers[1]) - (numbers[2] * numbers[2]) + new Counted(0, tally)).Value);
        Assert.Equal((4, 2), (tally.Operations, tally.Multiplications));
    }

    [Fact]
    public void Tapes_give_values_gradients_and_hessians_row_by_row()
    {
        var at = Matrix.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1, 4, 9, 16, 25, 36], Tapes.Value(x => x.Squared(), at).ToRowMajorArray());
        Assert.Equal([2, 4, 6, 8, 10, 12], Tapes.Gradient(x => x.Squared().Sum(), at).ToRowMajorArray());
        Assert.Equal(2 * Matrix.Build.DenseIdentity(6), Tapes.Hessian(x => x.Squared().Sum(), at));
    }

    [Fact]
    public void Claims_draw_from_streams_of_their_own() => Assert.NotEqual(Draws.For("A1").Bits(0), Draws.For("B1").Bits(0));
}
