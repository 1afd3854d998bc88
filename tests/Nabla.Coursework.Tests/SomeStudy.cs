using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Coursework.Tests;

/// <summary>A study that was made by hand, of one entry and two seeds, one of them finished, and what is printed of it.</summary>
internal static class SomeStudy
{
    public static StudyResult Result => new()
    {
        Format = 1,
        Name = "some",
        Question = "What <b> is it?",
        Note = "A note.",
        State = StudyState.Cancelled,
        Seeds = [1, 2],
        ErrorBars = 2,
        Ddof = 1,
        Entries =
        [
            new()
            {
                Name = "a",
                Recipe = new() { Data = "cifar10:/somewhere" },
                Parameters = 1234,
                MatchedTo = null,
                Match = null,
                Runs =
                [
                    new() { Seed = 1, Directory = "a-seed1", StopReason = StopReason.Completed, Figures = new Dictionary<string, double>(StringComparer.Ordinal), BestFingerprint = "" },
                    new() { Seed = 2, Directory = "a-seed2", StopReason = null, Figures = new Dictionary<string, double>(StringComparer.Ordinal), BestFingerprint = null },
                ],
                Figures = new Dictionary<string, Spread>(StringComparer.Ordinal) { ["testAccuracy"] = new(2, 0.48, 0.005, 0.475, 0.485) },
                Epochs = [],
            },
        ],
        Comparisons = [],
        Seconds = 90,
        Machine = null,
    };

    public static IReadOnlyList<PrintedFigure> Printed { get; } =
    [
        new("XA1", "a", "testAccuracy", 0.4784, 0, null),
        new("XA1", "a", "testAccuracy", 0.4985, 0, "by | eye"),
        new("XA1", "a", "testAccuracy", 0.4985, 0.02, "wide"),
        new("XA1", "a", "testLoss", 1.2, 0, null),
    ];

    public static RepeatedStudy Repeated => new(Result, ["XA1"], Printed);
}
