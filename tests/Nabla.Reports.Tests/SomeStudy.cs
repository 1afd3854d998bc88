using Nabla.Networks;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Tests;

/// <summary>Studies to report: one made by hand, of numbers that no change to training changes.</summary>
internal static class SomeStudy
{
    private static readonly string[] Compared = [StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy];

    /// <summary>A study of two entries, three seeds and four epochs, with everything that a report can show.</summary>
    public static ReportedStudy Whole(string name = "some-study", string second = "deep", int entries = 2, int epochs = 4)
    {
        EntryResult[] all = [.. Enumerable.Range(0, entries).Select(index => Entry(index == 0 ? "wide" : index == 1 ? second : Figures.Invariant($"other-{index}"), index, epochs))];
        var result = new StudyResult
        {
            Format = StudyResult.CurrentFormat,
            Name = name,
            Question = "Is wide better than deep?",
            Note = "Both have the same number of parameters.",
            State = StudyState.Completed,
            Seeds = [1, 2, 3],
            ErrorBars = 2,
            Ddof = 1,
            Entries = all,
            Comparisons = [],
            Seconds = 3725.5,
            Machine = new(2, 16, "0.1.0+abc", ".NET 10.0.0", "Some System X64"),
        };
        result = result with { Comparisons = [.. Compared.SelectMany(figure => all.Skip(1).Select(entry => result.Compare(entry.Name, "wide", figure)))] };
        return new()
        {
            Result = result,
            Definition = Study.Of(result),
            Pages = new Dictionary<string, string>(StringComparer.Ordinal) { ["entry0-seed1"] = "entry0-seed1/report.html" },
            Layers = [.. all.Select((entry, index) => new EntryLayers(entry.Name, [.. Enumerable.Range(1, 3).Select(seed => Layers(index, seed, epochs))]))],
            Sections = [new("added", "A section of the caller", builder => builder.AddMarkupContent(0, "<p>Its content.</p>"))],
            Remarks = ["A run's own page could not be written: it is not whole."],
        };
    }

    private static EntryResult Entry(string name, int index, int epochs)
    {
        SeedResult[] runs = [.. Enumerable.Range(1, 3).Select(seed => new SeedResult
        {
            Seed = (ulong)seed,
            Directory = Figures.Invariant($"entry{index}-seed{seed}"),
            StopReason = StopReason.Completed,
            Figures = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                [StudyFigure.TestAccuracy] = 0.5 + (0.03125 * index) + (seed / 256.0),
                [StudyFigure.ValidationAccuracy] = 0.5 + (seed * (index + 1) / 128.0),
                ["bestEpoch"] = Math.Min(epochs, 2 + seed),
                ["trainingSeconds"] = 83.5 + seed,
            },
            BestFingerprint = new string('a', 64),
        })];
        return new()
        {
            Name = name,
            Recipe = new Recipe { Data = "shapes:1000", Hidden = index == 0 ? [512] : [120, 120], Epochs = epochs, LearningRate = 0.05 },
            Parameters = 1_234_567 + index,
            MatchedTo = index == 1 ? "wide" : null,
            Match = index == 1 ? new("120x?", true, 2, 1_234_568, 1_234_567, 1_200_000, 1_300_000) : null,
            Runs = runs,
            Figures = runs[0].Figures.Keys.ToDictionary(figure => figure, figure => Spread.Of(runs.Select(run => run.Figures[figure]))!, StringComparer.Ordinal),
            Epochs = [.. Enumerable.Range(1, epochs).Select(epoch => new EpochSpread(epoch, Of(2.0 / epoch, index), Of(0.75 - (0.5 / epoch), index), Of(1.5 + (1.0 / epoch), index), Of(0.625 - (0.25 / epoch), index)))],
        };
    }

    private static Spread Of(double value, int index) => Spread.Of([value - (0.03125 * index), value, value + 0.0625])!;

    private static LayerLine[] Layers(int index, int seed, int epochs) =>
    [
        .. Enumerable.Range(1, epochs).SelectMany(epoch => new LayerLine[]
        {
            new(epoch, "layers.0", "Linear", 512, double.NaN, 12.5 + epoch, 0.5 / epoch, 8 + (0.25 * epoch)),
            new(epoch, "layers.1", "Relu", 512, 0.0625 * index * seed, 9.5 + seed, double.NaN, double.NaN),
            new(epoch, "layers.2", "Linear", 120, double.NaN, 2.5, 0.75 * seed / epoch, 4),
            new(epoch, "layers.3", "Relu", 120, 0, 3.5 + seed, double.NaN, double.NaN),
            new(epoch, "layers.4", "Linear", 10, double.NaN, 1.5, 1.25 / epoch, 2),
        }),
    ];
}
