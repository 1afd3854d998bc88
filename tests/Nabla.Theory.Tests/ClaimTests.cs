namespace Nabla.Theory.Tests;

/// <summary>What a claim makes of its check.</summary>
public sealed class ClaimTests
{
    [Fact]
    public void A_formula_that_agrees_holds_and_one_that_does_not_fails()
    {
        var claim = TwoTimes((double x) => 2 * x);
        Assert.Equal(Verdict.Holds, claim.Verify().Verdict);
        Assert.Equal(Verdict.Fails, claim.VerifyPerturbed().Verdict);
        Assert.Equal(Verdict.Fails, TwoTimes(x => 3 * x).Verify().Verdict);
    }

    [Fact]
    public void Shapes_that_do_not_fit_fail()
    {
        var claim = Claim.Holds(
            "A1", "A product has a shape.", "its shape", formula: (Matrix a) => a * a.Transpose(), perturbed: a => a * a,
            check: product => [Finding.Equal(2, product(Matrix.Build.Dense(2, 3)).ColumnCount)]);
        Assert.Equal(Verdict.Holds, claim.Verify().Verdict);
        Assert.Equal(Verdict.Fails, claim.VerifyPerturbed().Verdict);
    }

    [Theory]
    [InlineData(0.9, Verdict.Erratum)]
    [InlineData(1.1, Verdict.Fails)]
    public void A_printed_formula_must_miss_by_the_margin(double margin, Verdict verdict)
    {
        var claim = Claim.Erratum(
            "A1", "Twice.", "Thrice.", "counting", formula: (double x) => 2 * x, perturbed: x => -2 * x, printed: x => 3 * x,
            check: twice => [Finding.Close(twice(1), 2, 1e-12)], margin);
        var result = claim.Verify();
        Assert.Equal((verdict, 2.0, 2.0, 3.0), (result.Verdict, result.Expected, result.Measured, result.PrintedValue));
        Assert.Equal(Verdict.Fails, claim.VerifyWithoutErratum()!.Verdict);
    }

    [Theory]
    [InlineData(1e-12, 2.0001, true)]
    [InlineData(0.1, 3, true)]
    [InlineData(0.1, 2.2, false)]
    [InlineData(0.1, 1024, false)]
    [InlineData(0.57, 4, false)]
    public void A_check_has_power_if_it_notices_a_mistake_that_is_close_by_three_tolerances(double tolerance, double mistaken, bool power)
    {
        var claim = Claim.Holds(
            "A1", "Two.", "counting", formula: () => 2.0, perturbed: () => mistaken, check: two => [Finding.Close(two(), 2, tolerance)]);
        Assert.Equal(power, Power.IsEnough(claim));
    }

    [Fact]
    public void A_number_that_is_not_one_agrees_with_nothing() => Assert.False(Finding.Close(double.NaN, double.NaN, 1).Holds);

    [Fact]
    public void Nothing_agrees_with_nothing() => Assert.False(Finding.Close([], [], 1).Holds);

    [Fact]
    public void What_is_shown_is_the_largest_or_the_furthest_off()
    {
        Assert.Equal(2, Finding.Close([1, 2, -3], [1, 2, -3], 0.1).Telling);
        Assert.Equal(0, Finding.Close([1, 2, -3], [5, 2, -2], 0.1).Telling);
    }

    private static Claim TwoTimes(Func<double, double> formula) => Claim.Holds(
        "A1", "Twice.", "addition", formula, perturbed: x => -2 * x, check: twice => [Finding.Close(twice(3), 3 + 3, 1e-12)]);
}
