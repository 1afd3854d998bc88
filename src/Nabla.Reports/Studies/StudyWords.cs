using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>Describes the findings of a study in sentences, and their limits.</summary>
internal static class StudyWords
{
    /// <summary>Summarises the study in a few sentences, the state of its runs first if not all are complete.</summary>
    public static IEnumerable<string> Summary(StudyResult study)
    {
        foreach (string sentence in States(study))
            yield return sentence;
        var ranked = study.Entries
            .Where(entry => entry.Figures.ContainsKey(StudyFigure.TestAccuracy))
            .OrderByDescending(entry => entry.Figures[StudyFigure.TestAccuracy].Mean)
            .ToList();
        if (ranked.Count == 0)
            yield return study.Entries.Any(entry => entry.Runs.Any(run => run.IsFinished))
                ? "These runs predict numbers and have no test accuracy; see the comparisons and the reports of the runs."
                : "No run has finished yet, so there are no results.";
        else if (ranked.Count == 1)
            yield return $"{Quote(ranked[0].Name)} has a mean test accuracy of {Mean(ranked[0])} over its seeds.";
        else
            yield return $"Mean test accuracy over the seeds is highest for {Quote(ranked[0].Name)}, {Mean(ranked[0])}, and lowest for {Quote(ranked[^1].Name)}, {Mean(ranked[^1])}.{(study.Comparisons.Count > 0 ? " The differences:" : "")}";
    }

    /// <summary>Returns the comparisons in the summary: those of test accuracy, or of the first metric compared.</summary>
    public static IReadOnlyList<PairedComparison> Main(StudyResult study)
    {
        var pairs = study.Comparisons;
        string? figure = pairs.Any(pair => pair.Figure == StudyFigure.TestAccuracy) ? StudyFigure.TestAccuracy : pairs is [var first, ..] ? first.Figure : null;
        return [.. pairs.Where(pair => pair.Figure == figure)];
    }

    /// <summary>Describes the comparison of two entries.</summary>
    public static string Finding(PairedComparison pair)
    {
        if (pair.Figure != StudyFigure.TestAccuracy)
            return pair.Sentence();
        string first = Quote(pair.First), second = Quote(pair.Second);
        if (pair.Difference is not { } difference)
            return $"{first} and {second} cannot be compared: no seed has finished for both.";
        string distance = $"{Figures.Invariant($"{100 * Math.Abs(difference):0.00}")} percentage points {(difference < 0 ? "lower" : "higher")}";
        string seeds = Figures.Plural(pair.Count, "seed", "seeds");
        if (pair.Verdict == ComparisonVerdict.TooFewSeeds || pair is not { Lower: { } lower, Upper: { } upper })
            return $"{first} is {distance} than {second}, but {seeds} {(pair.Count == 1 ? "is" : "are")} too few to compare; run at least {Figures.Count(PairedComparison.FewestSeeds)}.";
        string interval = $"{Figures.Invariant($"{100 * pair.Confidence:0.#}")} % confidence interval of the difference: {Figures.SignedPoints(lower)} to {Figures.SignedPoints(upper)}";
        return pair.Verdict switch
        {
            ComparisonVerdict.FirstHigher => $"{first} is better than {second}: {distance} over {seeds} ({interval}).",
            ComparisonVerdict.SecondHigher => $"{first} is worse than {second}: {distance} over {seeds} ({interval}).",
            _ => $"No clear difference between {first} and {second}: {first} is {distance} over {seeds}, but the interval includes 0 ({interval}).",
        };
    }

    /// <summary>Describes a verdict in a few words.</summary>
    public static string Verdict(PairedComparison pair) => pair.Verdict switch
    {
        ComparisonVerdict.TooFewSeeds => "too few seeds",
        ComparisonVerdict.FirstHigher => $"{pair.First} is higher",
        ComparisonVerdict.SecondHigher => $"{pair.Second} is higher",
        _ => "no clear difference",
    };

    /// <summary>Describes bands or error bars.</summary>
    /// <param name="study">The study.</param>
    /// <param name="what">"Bands".</param>
    public static string Reach(StudyResult study, string what) => study.Seeds.Count == 1
        ? "With one seed there are no standard deviations."
        : $"{what} show {Deviations(study)} of the finished runs on each side of the mean: the variation between seeds, not the uncertainty of the mean.";

    /// <summary>"2 standard deviations (n − 1)".</summary>
    public static string Deviations(StudyResult study) => $"{Charts.Deviations.Reach(study.ErrorBars)} ({(study.Ddof == 1 ? "divisor n\u00a0−\u00a01" : "divisor n")})";

    private static IEnumerable<string> States(StudyResult study)
    {
        var runs = study.Entries.SelectMany(entry => entry.Runs).ToList();
        int finished = runs.Count(run => run.IsFinished), diverged = runs.Count(run => run.StopReason == StopReason.Diverged);
        if (study.State != StudyState.Completed)
            yield return $"The study is not complete: {Figures.Count(finished)} of {Figures.Plural(runs.Count, "run", "runs")} have finished, and only these are included. Continue it with nabla study --resume.";
        if (diverged > 0)
            yield return $"{Figures.Plural(diverged, "run", "runs")} of {Figures.Count(runs.Count)} diverged and {(diverged == 1 ? "is" : "are")} excluded.";
    }

    private static string Mean(EntryResult entry) => Figures.Percent(entry.Figures[StudyFigure.TestAccuracy].Mean);

    private static string Quote(string name) => $"“{name}”";
}
