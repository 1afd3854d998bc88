using Nabla.Networks;
using Nabla.Reports.Images;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Tests;

/// <summary>Runs to report: one made by hand, of numbers that no change to training changes.</summary>
internal static class SomeRun
{
    /// <summary>A run of three classes and four epochs, with everything that a report can show.</summary>
    public static ReportedRun Whole(string name = "some-run", string firstClass = "disk")
    {
        string[] classes = [firstClass, "ring", "square"];
        long[][] confusion = [[1204, 31, 5], [12, 800, 188], [0, 96, 904]];
        return new()
        {
            Result = new RunResult
            {
                Name = name,
                Recipe = new Recipe { Name = name, Epochs = 4, LearningRate = 0.05, Schedule = ScheduleKind.Cosine, L2 = [0.0005] },
                Parameters = 1_234_567,
                Epochs = [Epoch(1, 1.25, 0.5), Epoch(2, 0.75, 0.75), Epoch(3, 0.5, 0.875), Epoch(4, 0.625, 0.8125)],
                BestEpoch = 3,
                TestLoss = 0.5125,
                TestAccuracy = 0.897530864197531,
                ConfusionMatrix = confusion,
                PerClass = [.. classes.Select((each, i) => Figures(each, 0.9 + (i * 0.03), 0.97 - (i * 0.08)))],
                StopReason = StopReason.Completed,
                TrainingSeconds = 83.5,
                Steps = 1400,
                SamplesPerSecond = 12_345.6,
                InitialFingerprint = new string('a', 64),
                FinalFingerprint = new string('b', 64),
                BestFingerprint = new string('c', 64),
                Machine = new(2, 16, "0.1.0+abc", ".NET 10.0.0", "Some System X64"),
            },
            Recipe = [new("name", name, true), new("data", "shapes", true), new("epochs", "4", false), new("learningRate", "0.05", false), new("momentum", "0", true)],
            StepLosses = [.. Enumerable.Range(0, 1400).Select(step => (2.0 / (1 + (step / 200.0))) + ((step * 7919 % 101) / 400.0))],
            Layers = [.. Enumerable.Range(1, 4).SelectMany(epoch => new LayerLine[]
            {
                new(epoch, "layers.0", "Linear", 128, double.NaN, 12.5 + epoch, 0.5 / epoch, 8 + (0.25 * epoch)),
                new(epoch, "layers.1", "Elu", 128, 0.0625 * epoch, 9.5, double.NaN, double.NaN),
            })],
            WrongPredictions = [new(17, "ring", [new("square", 0.9375), new("ring", 0.0625), new(firstClass, 0)], Checkered(8))],
            Weights = [.. Enumerable.Range(0, 3).Select(unit => new WeightImage(unit, 1.5 + unit, Checkered(4 + unit)))],
            FirstLayerUnits = 128,
        };
    }

    /// <summary>Trains a small network and leaves its run in a directory.</summary>
    public static RunResult Train(string directory, int epochs = 2) => Run.Execute(
        new Recipe { Data = "shapes:100", Hidden = [8], Epochs = epochs, BatchSize = 16 }, new RunOptions { OutputDirectory = directory, CheckpointInterval = TimeSpan.FromHours(1) });

    private static EpochResult Epoch(int epoch, double loss, double accuracy) =>
        new(epoch, loss * 0.75, accuracy + 0.0625, loss, accuracy, 20.875) { LearningRate = 0.05 / epoch, Penalty = 0.0625 + (0.015625 * epoch) };

    private static ClassResult Figures(string name, double precision, double recall) =>
        new(name, precision, recall, new Dictionary<string, double>(StringComparer.Ordinal) { ["0.1"] = precision, ["1"] = 2 * precision * recall / (precision + recall), ["10"] = recall });

    private static PngImage Checkered(int side) =>
        PngImage.Encode(new ImageShape(3, side, side), [.. Enumerable.Range(0, 3 * side * side).Select(i => (byte)((i + (i / side)) % 2 == 0 ? 230 : 20))]);
}
