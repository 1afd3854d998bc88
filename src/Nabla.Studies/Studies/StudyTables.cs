using System.Globalization;
using System.Text;

namespace Nabla.Studies;

/// <summary>Computes means and deviations from runs.</summary>
internal static class StudyTables
{
    /// <summary>Summarises one entry over its seeds.</summary>
    public static EntryResult Summary(
        StudyEntry entry, ParameterMatch? match, int ddof, IReadOnlyList<(PlannedRun Run, RunResult? Result, double? DeadShare)> runs)
    {
        SeedResult[] seeds = [.. runs.Select(run => Seed(run.Run, run.Result, run.DeadShare))];
        RunResult[] finished = [.. runs.Zip(seeds).Where(pair => pair.Second.IsFinished).Select(pair => pair.First.Result!)];
        return new()
        {
            Name = entry.Name,
            Recipe = runs[0].Run.Recipe,
            Parameters = runs.Select(run => run.Result?.Parameters).FirstOrDefault(count => count is not null),
            MatchedTo = entry.Match,
            Match = match,
            Runs = seeds,
            Figures = Figures([.. seeds.Where(seed => seed.IsFinished)], ddof),
            Epochs = [.. Enumerable.Range(1, finished.Select(result => result.Epochs.Count).DefaultIfEmpty().Max()).Select(epoch => Epoch(epoch, finished, ddof))],
        };
    }

    /// <summary>Returns one line per entry and epoch; an undefined deviation is empty.</summary>
    public static string Epochs(IReadOnlyList<EntryResult> entries)
    {
        string[] figures = ["trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy"];
        var text = new StringBuilder("entry,epoch,runs");
        foreach (string figure in figures)
            text.Append(CultureInfo.InvariantCulture, $",{figure}Mean,{figure}Deviation,{figure}Least,{figure}Greatest");
        text.Append('\n');
        foreach (var entry in entries)
        {
            foreach (var epoch in entry.Epochs)
            {
                text.Append(CultureInfo.InvariantCulture, $"{entry.Name},{epoch.Epoch},{epoch.ValidationAccuracy?.Count ?? 0}");
                foreach (var spread in new[] { epoch.TrainLoss, epoch.TrainAccuracy, epoch.ValidationLoss, epoch.ValidationAccuracy })
                    text.Append(CultureInfo.InvariantCulture, $",{spread?.Mean:R},{spread?.Deviation:R},{spread?.Least:R},{spread?.Greatest:R}");
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static SeedResult Seed(PlannedRun run, RunResult? result, double? deadShare)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var figure in StudyFigure.All)
        {
            if (result is not null && figure.Of(result) is { } value && double.IsFinite(value))
                figures[figure.Name] = value;
        }

        if (result is not null && deadShare is { } share)
            figures[StudyFigure.DeadShare] = share;
        return new() { Seed = run.Seed, Directory = run.Directory, StopReason = result?.StopReason, Figures = figures, BestFingerprint = result?.BestFingerprint };
    }

    private static Dictionary<string, Spread> Figures(IReadOnlyList<SeedResult> finished, int ddof)
    {
        var figures = new Dictionary<string, Spread>(StringComparer.Ordinal);
        foreach (string name in StudyFigure.Names)
        {
            if (Spread.Of(finished.Where(run => run.Figures.ContainsKey(name)).Select(run => run.Figures[name]), ddof) is { } spread)
                figures[name] = spread;
        }

        return figures;
    }

    private static EpochSpread Epoch(int epoch, IReadOnlyList<RunResult> finished, int ddof)
    {
        EpochResult[] there = [.. finished.Where(result => result.Epochs.Count >= epoch).Select(result => result.Epochs[epoch - 1])];
        return new(
            epoch,
            Spread.Of(there.Select(result => result.TrainLoss), ddof),
            Spread.Of(there.Select(result => result.TrainAccuracy ?? double.NaN), ddof),
            Spread.Of(there.Select(result => result.ValidationLoss), ddof),
            Spread.Of(there.Select(result => result.ValidationAccuracy ?? double.NaN), ddof));
    }
}
