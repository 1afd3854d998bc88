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
            yield return "No run has come to its end yet, so nothing has been found.";
        else if (ranked.Count == 1)
            yield return $"{Quote(ranked[0].Name)} names {Mean(ranked[0])} of the test images rightly, on average over its seeds.";
        else
            yield return $"On average over its seeds {Quote(ranked[0].Name)} names most test images rightly, {Mean(ranked[0])}, and {Quote(ranked[^1].Name)} fewest, {Mean(ranked[^1])}.{(study.Comparisons.Count > 0 ? " What these seeds tell of the differences:" : "")}";
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
            return $"{first} and {second} cannot be compared: no seed of both has come to its end.";
        string distance = $"{Figures.Invariant($"{100 * Math.Abs(difference):0.00}")} points {(difference < 0 ? "below" : "above")}";
        string seeds = Figures.Plural(pair.Count, "seed", "seeds");
        if (pair.Verdict == ComparisonVerdict.TooFewSeeds || pair is not { Lower: { } lower, Upper: { } upper })
            return $"{first} lies {distance} {second}, but {seeds} {(pair.Count == 1 ? "is" : "are")} too few to tell anything: run {Figures.Count(PairedComparison.FewestSeeds)} at least.";
        string interval = $"{Figures.Invariant($"{100 * pair.Confidence:0.#}")} % interval of the difference: {Figures.SignedPoints(lower)} to {Figures.SignedPoints(upper)}";
        return pair.Verdict switch
        {
            ComparisonVerdict.FirstHigher => $"{first} is better than {second}: {distance} it over {seeds} ({interval}).",
            ComparisonVerdict.SecondHigher => $"{first} is worse than {second}: {distance} it over {seeds} ({interval}).",
            _ => $"{first} lies {distance} {second}, but these {seeds} do not tell which is better ({interval}, which holds 0).",
        };
    }

    /// <summary>Describes a verdict in a few words.</summary>
    public static string Verdict(PairedComparison pair) => pair.Verdict switch
    {
        ComparisonVerdict.TooFewSeeds => "too few seeds to tell",
        ComparisonVerdict.FirstHigher => $"{pair.First} is higher",
        ComparisonVerdict.SecondHigher => $"{pair.Second} is higher",
        _ => "these seeds do not tell",
    };

    /// <summary>Describes bands or error bars.</summary>
    /// <param name="study">The study.</param>
    /// <param name="what">"Bands".</param>
    public static string Reach(StudyResult study, string what) => study.Seeds.Count == 1
        ? "There is one seed, so there are no standard deviations to draw."
        : $"{what} reach {Deviations(study)} of the finished runs to each side of the mean: what one more seed may do by chance, not how well the mean is known.";

    /// <summary>"2 standard deviations (n − 1)".</summary>
    public static string Deviations(StudyResult study) => $"{Charts.Deviations.Reach(study.ErrorBars)} ({(study.Ddof == 1 ? "dividing by n\u00a0−\u00a01" : "dividing by n")})";

    private static IEnumerable<string> States(StudyResult study)
    {
        var runs = study.Entries.SelectMany(entry => entry.Runs).ToList();
        int finished = runs.Count(run => run.IsFinished), diverged = runs.Count(run => run.StopReason == StopReason.Diverged);
        if (study.State != StudyState.Completed)
            yield return $"The study has not come to its end: {Figures.Count(finished)} of {Figures.Plural(runs.Count, "run", "runs")} have finished, and what stands here is of those alone. Continue it with nabla study --resume.";
        if (diverged > 0)
            yield return $"{Figures.Plural(diverged, "run", "runs")} of {Figures.Count(runs.Count)} diverged and {(diverged == 1 ? "does" : "do")} not count.";
    }

    private static string Mean(EntryResult entry) => Figures.Percent(entry.Figures[StudyFigure.TestAccuracy].Mean);

    private static string Quote(string name) => $"“{name}”";
}
