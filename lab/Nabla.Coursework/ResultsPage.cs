using System.Globalization;
using System.Text;
using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>What studies found beside what documents print, as Markdown: docs/results.md.</summary>
public static class ResultsPage
{
    /// <summary>What stands above all studies.</summary>
    public const string Head = """
        # Results

        This page is made by `eng/studies`, which runs every study of [lab/studies](../lab/studies/README.md) and compares what they find with the
        printed figures there; change the studies, then make it again.

        Nabla repeats the experiments of four reports of university courses, called A, B, C and D here; XA1 and the like are the names of their
        experiments. *Printed* is what a document says, *ours* the mean over seeds ± the study's factor of standard deviations, with n − 1 unless
        the study says n. The random numbers are other ones, so a printed figure of one run can only be expected to lie among ours: they *agree*
        where it is as near to our mean as our error bars reach, or as the ledger says that such figures scatter or can be read, whichever is wider.

        Training figures are means over an epoch, each example looked at before its batch's update; document C measured the whole training set after
        each epoch, which for the first epoch is a higher accuracy and a lower loss.
        """;

    /// <summary>The page.</summary>
    /// <param name="studies">What the studies found, in the order of the page.</param>
    public static string Render(IReadOnlyList<RepeatedStudy> studies)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        if (studies.Count == 0)
            text.Append("\nNo study has been run yet.\n");
        else
            AppendContents(text, studies);
        foreach (var study in studies)
            Append(text, study);
        return text.ToString();
    }

    private static void AppendContents(StringBuilder text, IReadOnlyList<RepeatedStudy> studies)
    {
        text.Append("\n| study | question | printed figures that agree |\n|---|---|---:|\n");
        foreach (var (study, _, printed) in studies)
        {
            int agree = printed.Count(figure => figure.Difference(study) == 0);
            text.Append(CultureInfo.InvariantCulture, $"| [{study.Name}](#{study.Name.ToLowerInvariant()}) | {Escape(study.Question)} | {(printed.Count == 0 ? "none printed" : $"{agree} of {printed.Count}")} |\n");
        }
    }

    private static void Append(StringBuilder text, RepeatedStudy repeated)
    {
        var study = repeated.Result;
        int done = study.Entries.Sum(entry => entry.Runs.Count(run => run.IsFinished)), all = study.Entries.Sum(entry => entry.Runs.Count);
        text.Append(CultureInfo.InvariantCulture, $"\n## {study.Name}\n\n{Escape(study.Question)}{Experiments(repeated.Experiments)}\n");
        if (study.Note is { } note)
            text.Append(CultureInfo.InvariantCulture, $"\n{Escape(note)}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{Setting(study, done, all)}\n");
        AppendEntries(text, study);
        AppendMatches(text, study);
        AppendPrinted(text, repeated);
        if (study.Comparisons.Count > 0)
        {
            text.Append('\n');
            foreach (var comparison in study.Comparisons)
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(comparison.Sentence())}\n");
        }
    }

    private static string Experiments(IReadOnlyList<string> experiments) => experiments.Count == 0 ? "" : $" ({string.Join(", ", experiments.Select(Escape))})";

    private static string Setting(StudyResult study, int done, int all)
    {
        string seeds = string.Join(", ", study.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
        string data = string.Join(", ", study.Entries.Select(entry => entry.Recipe.Data.Split(':')[0]).Distinct(StringComparer.Ordinal));
        string whole = done == all ? "" : string.Create(CultureInfo.InvariantCulture, $"; {done} of {all} runs came to their end");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Data: {Escape(data)}. Seeds: {seeds}; error bars of {study.ErrorBars} standard deviations ({(study.Ddof == 1 ? "n − 1" : "n")}){whole}. It took {study.Seconds / 60:0.0} minutes{(study.Machine is { } machine ? $" on {machine.Threads} {(machine.Threads == 1 ? "thread" : "threads")}" : "")}.");
    }

    private static void AppendEntries(StringBuilder text, StudyResult study)
    {
        bool hasDead = study.Entries.Any(entry => entry.Figures.TryGetValue(StudyFigure.DeadShare, out var share) && share.Greatest > 0);
        string[] figures =
        [
            StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy, "bestEpoch", "gap", "lastTrainAccuracy", "lastValidationAccuracy", "lastGap",
            .. hasDead ? [StudyFigure.DeadShare] : Array.Empty<string>(),
        ];
        figures = [.. figures.Union(study.Comparisons.Select(comparison => comparison.Figure), StringComparer.Ordinal)];
        text.Append("\n| entry | parameters |").AppendJoin('|', figures.Select(figure => $" {StudyFigure.InWords(figure)} ")).Append("|\n|---|---:|");
        text.AppendJoin('|', figures.Select(_ => "---:")).Append("|\n");
        foreach (var entry in study.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(entry.Name)} | {entry.Parameters:N0} |");
            text.AppendJoin('|', figures.Select(figure => $" {Ours(study, entry, figure)} ")).Append("|\n");
        }
    }

    private static void AppendMatches(StringBuilder text, StudyResult study)
    {
        foreach (var entry in study.Entries)
        {
            if (entry is { Match: { } match, MatchedTo: { } target })
                text.Append(CultureInfo.InvariantCulture, $"\n{Escape(match.Sentence(entry.Name, target))}\n");
        }
    }

    private static void AppendPrinted(StringBuilder text, RepeatedStudy repeated)
    {
        if (repeated.Printed.Count == 0)
            return;
        var study = repeated.Result;
        text.Append("\n| experiment | entry | figure | printed | ours | | why |\n|---|---|---|---:|---:|---|---|\n");
        foreach (var printed in repeated.Printed)
        {
            var entry = study.Entry(printed.Entry);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Escape(printed.Experiment)} | {Escape(printed.Entry)} | {StudyFigure.InWords(printed.Figure)} | {One(printed.Figure, printed.Value)} | {Ours(study, entry, printed.Figure)} | {Agreement(study, printed)} | {Escape(printed.Remark ?? "")} |\n");
        }
    }

    private static string Agreement(StudyResult study, PrintedFigure printed) => printed.Difference(study) switch
    {
        null => "not run",
        0 => "agree",
        > 0 and { } higher => $"ours is {One(printed.Figure, higher)} higher",
        { } lower => $"ours is {One(printed.Figure, -lower)} lower",
    };

    private static string Ours(StudyResult study, EntryResult entry, string figure)
    {
        if (!entry.Figures.TryGetValue(figure, out var spread))
            return "";
        return spread.Deviation is { } deviation ? $"{One(figure, spread.Mean)} ± {One(figure, study.ErrorBars * deviation)}" : One(figure, spread.Mean);
    }

    /// <summary>Shares in per cent, epochs with one digit, losses with three.</summary>
    private static string One(string figure, double value)
    {
        if (StudyFigure.IsShare(figure))
            return (100 * value).ToString("0.00;−0.00", CultureInfo.InvariantCulture);
        return value.ToString(StudyFigure.IsCount(figure) ? "0.0" : "0.000;−0.000", CultureInfo.InvariantCulture);
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
