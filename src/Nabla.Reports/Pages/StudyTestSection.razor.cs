using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The test accuracy of every run, and a table of the entries.</summary>
public sealed partial class StudyTestSection : ComponentBase
{
    private const double Apart = 0.17;
    private const int LongestName = 24;
    private const int LongestOnPhones = 13;
    private const int MaxDots = 1000;
    private const int MaxRows = 200;
    private const int RowHeight = 44;
    private const int AxisHeight = 120;

    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private StudyResult Result => Study.Result;

    private int Height => AxisHeight + (RowHeight * Result.Entries.Count);

    private IReadOnlyList<(EntryResult Entry, Spread Spread, double At)> Tested => [.. Result.Entries
        .Select((entry, index) => (Entry: entry, Spread: entry.Figures.GetValueOrDefault(StudyFigure.TestAccuracy), At: (double)(Result.Entries.Count - index)))
        .Where(row => row.Spread is not null)
        .Select(row => (row.Entry, row.Spread!, row.At))];

    private IReadOnlyList<ChartSeries> Series =>
    [
        .. Tested.Where(row => row.Spread.Deviation is not null).Select((row, index) => new ChartSeries(
            index == 0 ? $"mean ± {Deviations.Reach(Result.ErrorBars)}" : "",
            [new(Ends(row.Spread).Lower, row.At + Apart), new(Ends(row.Spread).Upper, row.At + Apart)],
            0) { Form = SeriesForm.Interval }),
        new("mean", [.. Tested.Select(row => new ChartPoint(row.Spread.Mean, row.At + Apart))], 3) { Form = SeriesForm.Dots },
        new("one seed", [.. Tested.SelectMany(row => Thinning.Spread([.. Accuracies(row.Entry)], MostOfAnEntry).Select(run => new ChartPoint(run.Accuracy, row.At - Apart)))], 4) { Form = SeriesForm.Dots },
    ];

    private int MostOfAnEntry => Math.Max(3, MaxDots / Result.Entries.Count);

    private Axis Across => Axis.Percent("test accuracy", Tested.SelectMany(row => new[] { Ends(row.Spread).Lower, Ends(row.Spread).Upper, row.Spread.Least, row.Spread.Greatest }));

    private Axis Down => Names(LongestName) with { OnPhones = Names(LongestOnPhones) };

    private string Description => "One row for each entry. " + string.Join(' ', Tested.Select(row =>
        $"{row.Entry.Name}: mean {Deviations.Show(row.Spread, Result.ErrorBars, Figures.Points, "\u00a0%")}, from {Figures.Percent(row.Spread.Least)} to {Figures.Percent(row.Spread.Greatest)}."));

    private string Note => $"Each dot is the best epoch of one run, chosen on the validation set. {StudyWords.Reach(Result, "Bars")}"
        + (Tested.Any(row => row.Spread.Count > MostOfAnEntry) ? $" {Figures.Count(MostOfAnEntry)} seeds of each entry are drawn, evenly spread." : "");

    private string Legend => $"Mean ± {StudyWords.Deviations(Result)} over the seeds; the training time is the mean time in optimisation steps.";

    private IEnumerable<string> Matches => Result.Entries.Where(entry => entry is { Match: not null, MatchedTo: not null }).Select(entry => entry.Match!.Sentence(entry.Name, entry.MatchedTo!));

    private IEnumerable<(string Entry, string Seed, string Accuracy)> Rows => Thinning.Spread(
        [.. Tested.SelectMany(row => Accuracies(row.Entry).Select(run => (row.Entry.Name, Figures.Invariant($"{run.Seed}"), Figures.Percent(run.Accuracy))))], MaxRows);

    private static IEnumerable<(ulong Seed, double Accuracy)> Accuracies(EntryResult entry) =>
        entry.Runs.Where(run => run.IsFinished && run.Figures.ContainsKey(StudyFigure.TestAccuracy)).Select(run => (run.Seed, run.Figures[StudyFigure.TestAccuracy]));

    private static string Epoch(double epoch) => Figures.Invariant($"{epoch:0.#}");

    private static string Runs(EntryResult entry)
    {
        int finished = entry.Runs.Count(run => run.IsFinished);
        string runs = finished == entry.Runs.Count ? Figures.Plural(finished, "run", "runs") : Figures.Invariant($"{finished} of {Figures.Plural(entry.Runs.Count, "run", "runs")}");
        return entry.Parameters is { } count ? $"{Figures.Count(count)} parameters, {runs}" : runs;
    }

    /// <summary>Shortens a name in the middle: names in a study often begin or end alike.</summary>
    private static string Cut(string name, int most) => name.Length <= most ? name : $"{name[..(most / 2)]}…{name[^((most - 1) / 2)..]}";

    private Axis Names(int most) => Axis.Names("entry", [.. Result.Entries.Select(entry => Cut(entry.Name, most))]);

    private string Show(EntryResult entry, string figure, Func<double, string> format, bool withDeviation = true) =>
        !entry.Figures.TryGetValue(figure, out var spread) ? "–" : withDeviation ? Deviations.Show(spread, Result.ErrorBars, format) : format(spread.Mean);

    private (double Lower, double Upper) Ends(Spread spread)
    {
        double reach = Result.ErrorBars * (spread.Deviation ?? 0);
        return (Math.Max(0, spread.Mean - reach), Math.Min(1, spread.Mean + reach));
    }
}
