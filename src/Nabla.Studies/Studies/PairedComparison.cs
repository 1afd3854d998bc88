using System.Globalization;
using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace Nabla.Studies;

/// <summary>One entry of a study against another, seed by seed: both see the same split and the same order of images, so that what the seed alone does drops out.</summary>
/// <remarks>
/// d̄ ± t₀.₉₇₅(n−1) · s/√n with d the differences of n seeds and s their standard deviation with n−1 (Student 1908). It holds a true difference in
/// 19 of 20 studies, each comparison by itself: of twenty comparisons one is expected to show a difference that is not there.
/// </remarks>
public sealed record PairedComparison
{
    /// <summary>How often the interval holds the true difference: 0.95.</summary>
    public const double UsualConfidence = 0.95;

    /// <summary>The fewest seeds that are taken to tell anything.</summary>
    public const int FewestSeeds = 3;

    /// <summary>The entry that the other is taken from.</summary>
    public required string First { get; init; }

    /// <summary>The entry that is taken from it.</summary>
    public required string Second { get; init; }

    /// <summary>Which figure: a name of <see cref="StudyFigure.Names"/>.</summary>
    public required string Figure { get; init; }

    /// <summary>How many seeds both entries have finished.</summary>
    public required int Count { get; init; }

    /// <summary>The mean of first less second; null without a seed.</summary>
    public required double? Difference { get; init; }

    /// <summary>The standard deviation of the differences, with n−1; null with fewer than two seeds.</summary>
    public required double? Deviation { get; init; }

    /// <summary>The lower end of the interval; null with fewer than two seeds.</summary>
    public required double? Lower { get; init; }

    /// <summary>The upper end of the interval; null with fewer than two seeds.</summary>
    public required double? Upper { get; init; }

    /// <summary>How often such an interval holds the true difference.</summary>
    public required double Confidence { get; init; }

    /// <summary>What can be said.</summary>
    [JsonConverter(typeof(CamelCaseConverter<ComparisonVerdict>))]
    public required ComparisonVerdict Verdict { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="first">An entry's name.</param>
    /// <param name="second">Another's.</param>
    /// <param name="figure">The figure's name.</param>
    /// <param name="pairs">The figure of both, one pair a seed.</param>
    public static PairedComparison Of(string first, string second, string figure, IReadOnlyList<(double First, double Second)> pairs)
    {
        // A difference of two infinities is none.
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

    /// <summary>The comparison in words, with shares in points of a hundred.</summary>
    public string Sentence() => $"{First} − {Second}, {StudyFigure.InWords(Figure)}: {Finding()}";

    /// <summary>What was found, where it is clear what was compared.</summary>
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

/// <summary>What a comparison can say.</summary>
public enum ComparisonVerdict
{
    /// <summary>Fewer than three seeds: a difference between two runs says nothing about the next two.</summary>
    TooFewSeeds,

    /// <summary>The interval holds 0: these seeds do not tell which is higher.</summary>
    CannotTell,

    /// <summary>The whole interval lies above 0.</summary>
    FirstHigher,

    /// <summary>The whole interval lies below 0.</summary>
    SecondHigher,
}
