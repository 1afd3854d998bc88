using System.Globalization;
using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace Nabla.Studies;

/// <summary>A paired comparison of two entries of a study, seed by seed: both have the same split and the same order of images, so that the effect of the seed cancels.</summary>
/// <remarks>
/// The interval is d̄ ± t₀.₉₇₅(n−1) · s/√n with d the differences of n seeds and s their standard deviation with n−1 (Student 1908). It contains the true difference in
/// 19 of 20 studies, for each comparison separately: of twenty comparisons one is expected to show a difference that does not exist.
/// </remarks>
public sealed record PairedComparison
{
    /// <summary>The confidence level of the interval: 0.95.</summary>
    public const double UsualConfidence = 0.95;

    /// <summary>The minimum number of seeds for a verdict.</summary>
    public const int FewestSeeds = 3;

    /// <summary>Gets the first entry, from which the second is subtracted.</summary>
    public required string First { get; init; }

    /// <summary>Gets the second entry.</summary>
    public required string Second { get; init; }

    /// <summary>Gets the figure: a name of <see cref="StudyFigure.Names"/>.</summary>
    public required string Figure { get; init; }

    /// <summary>Gets the number of seeds that both entries have completed.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the mean of first − second; null without a seed.</summary>
    public required double? Difference { get; init; }

    /// <summary>Gets the standard deviation of the differences, with n−1; null with fewer than two seeds.</summary>
    public required double? Deviation { get; init; }

    /// <summary>Gets the lower end of the interval; null with fewer than two seeds.</summary>
    public required double? Lower { get; init; }

    /// <summary>Gets the upper end of the interval; null with fewer than two seeds.</summary>
    public required double? Upper { get; init; }

    /// <summary>Gets the confidence level of the interval.</summary>
    public required double Confidence { get; init; }

    /// <summary>Gets the verdict.</summary>
    [JsonConverter(typeof(CamelCaseConverter<ComparisonVerdict>))]
    public required ComparisonVerdict Verdict { get; init; }

    /// <summary>Compares two entries.</summary>
    /// <param name="first">The name of the first entry.</param>
    /// <param name="second">The name of the second entry.</param>
    /// <param name="figure">The name of the figure.</param>
    /// <param name="pairs">The figure of both, one pair per seed.</param>
    public static PairedComparison Of(string first, string second, string figure, IReadOnlyList<(double First, double Second)> pairs)
    {
        // A difference of two infinities is undefined.
        var spread = Spread.Of(pairs.Select(pair => pair.First - pair.Second));
        double? half = spread?.Deviation is { } deviation
            ? StudentT.InvCDF(0, 1, spread.Count - 1, (1 + UsualConfidence) / 2) * deviation / Math.Sqrt(spread.Count)
            : null;
        double? lower = spread?.Mean - half, upper = spread?.Mean + half;
        return new()
        {
            First = first,
            Second = second,
            Figure = figure,
            Count = spread?.Count ?? 0,
            Difference = spread?.Mean,
            Deviation = spread?.Deviation,
            Lower = lower,
            Upper = upper,
            Confidence = UsualConfidence,
            Verdict = spread is null || spread.Count < FewestSeeds ? ComparisonVerdict.TooFewSeeds
                : lower > 0 ? ComparisonVerdict.FirstHigher
                : upper < 0 ? ComparisonVerdict.SecondHigher
                : ComparisonVerdict.CannotTell,
        };
    }

    /// <summary>Describes the comparison in words, with fractions in percentage points.</summary>
    public string Sentence() => $"{First} − {Second}, {StudyFigure.InWords(Figure)}: {Finding()}";

    /// <summary>Describes the finding, in a context that states what was compared.</summary>
    public string Finding()
    {
        if (Difference is not { } difference)
            return "not available, because no seed has finished for both.";
        string found = $"{Signed(difference)}{(StudyFigure.IsShare(Figure) ? " percentage points" : "")} with {Count} {(Count == 1 ? "seed" : "seeds")}";
        if (Verdict == ComparisonVerdict.TooFewSeeds || Lower is not { } lower || Upper is not { } upper)
            return $"{found}; at least {FewestSeeds} seeds are required for a comparison.";
        if (difference == 0 && Deviation == 0)
            return $"{found}: equal for every seed.";
        string interval = string.Create(CultureInfo.InvariantCulture, $"{found}, {100 * Confidence:0.#} % confidence interval {Signed(lower)} to {Signed(upper)}");
        return Verdict switch
        {
            ComparisonVerdict.FirstHigher => $"{interval}: {First} is higher.",
            ComparisonVerdict.SecondHigher => $"{interval}: {Second} is higher.",
            _ => $"{interval}: the interval includes 0, no clear difference.",
        };
    }

    private string Signed(double value) => StudyFigure.IsShare(Figure)
        ? (100 * value).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture)
        : value.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture);
}

/// <summary>Specifies the verdict of a comparison.</summary>
public enum ComparisonVerdict
{
    /// <summary>Fewer than three seeds, which are not enough to draw a conclusion.</summary>
    TooFewSeeds,

    /// <summary>The interval includes 0: no clear difference.</summary>
    CannotTell,

    /// <summary>The whole interval is above 0.</summary>
    FirstHigher,

    /// <summary>The whole interval is below 0.</summary>
    SecondHigher,
}
