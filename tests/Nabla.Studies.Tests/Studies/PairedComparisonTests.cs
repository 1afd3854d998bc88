namespace Nabla.Studies.Tests;

public sealed class PairedComparisonTests
{
    /// <summary>Of R: t.test(c(30.02, 29.99, 30.11, 29.97, 30.01, 29.99), c(29.89, 29.93, 29.72, 29.98, 30.02, 29.98), paired = TRUE), worked by hand: d̄ = 0.095, s = 0.16801…, t₀.₉₇₅(5) = 2.570582.</summary>
    [Fact]
    public void The_interval_is_Students()
    {
        (double, double)[] pairs = [(30.02, 29.89), (29.99, 29.93), (30.11, 29.72), (29.97, 29.98), (30.01, 30.02), (29.99, 29.98)];
        var found = PairedComparison.Of("a", "b", StudyFigure.TestAccuracy, pairs);

        double[] differences = [.. pairs.Select(pair => pair.Item1 - pair.Item2)];
        double mean = differences.Average(), deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / 5);
        Assert.Equal(0.095, found.Difference!.Value, 1e-12);
        Assert.Equal(deviation, found.Deviation!.Value, 1e-12);
        Assert.Equal(mean - (2.5705818366147 * deviation / Math.Sqrt(6)), found.Lower!.Value, 1e-9);
        Assert.Equal(mean + (2.5705818366147 * deviation / Math.Sqrt(6)), found.Upper!.Value, 1e-9);
        Assert.Equal((6, 0.95, ComparisonVerdict.CannotTell), (found.Count, found.Confidence, found.Verdict));
    }

    [Fact]
    public void Three_seeds_that_agree_tell_which_is_higher()
    {
        Assert.Equal(ComparisonVerdict.FirstHigher, Of((0.52, 0.50), (0.53, 0.51), (0.515, 0.494)).Verdict);
        Assert.Equal(ComparisonVerdict.SecondHigher, Of((0.50, 0.52), (0.51, 0.53), (0.494, 0.515)).Verdict);
        Assert.Equal(ComparisonVerdict.CannotTell, Of((0.52, 0.50), (0.53, 0.51), (0.47, 0.52)).Verdict);
        Assert.Equal(ComparisonVerdict.CannotTell, Of((0.5, 0.5), (0.5, 0.5), (0.5, 0.5)).Verdict);
    }

    [Fact]
    public void Two_seeds_are_too_few_however_far_apart()
    {
        var two = Of((0.9, 0.1), (0.9, 0.1));
        Assert.Equal((2, ComparisonVerdict.TooFewSeeds), (two.Count, two.Verdict));
        var one = Of((0.9, 0.1));
        Assert.Equal((0.8, null, null), (one.Difference!.Value, one.Lower, one.Deviation));
        var none = Of();
        Assert.Equal((0, null, ComparisonVerdict.TooFewSeeds), (none.Count, none.Difference, none.Verdict));
    }

    [Fact]
    public void Each_verdict_is_a_sentence()
    {
        Assert.Equal("a − b, test accuracy: +80.00 percentage points with 1 seed; at least 3 seeds are required for a comparison.", Of((0.9, 0.1)).Sentence());
        Assert.Equal("a − b, test accuracy: not available, because no seed has finished for both.", Of().Sentence());
        Assert.Equal("a − b, test accuracy: +2.03 percentage points with 3 seeds, 95 % confidence interval +1.89 to +2.18: a is higher.", Of((0.52, 0.50), (0.53, 0.51), (0.515, 0.494)).Sentence());
        Assert.Equal("a − b, test accuracy: 0.00 percentage points with 3 seeds: equal for every seed.", Of((0.5, 0.5), (0.6, 0.6), (0.7, 0.7)).Sentence());
        Assert.StartsWith("a − b, test accuracy: −", Of((0.50, 0.52), (0.51, 0.53), (0.494, 0.515)).Sentence(), StringComparison.Ordinal);
        Assert.EndsWith(": the interval includes 0, no clear difference.", Of((0.52, 0.50), (0.53, 0.51), (0.47, 0.52)).Sentence(), StringComparison.Ordinal);
    }

    private static PairedComparison Of(params (double, double)[] pairs) => PairedComparison.Of("a", "b", StudyFigure.TestAccuracy, pairs);
}
