using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>What a model does on test images.</summary>
internal static class EvaluationSummary
{
    public static void Write(IAnsiConsole console, EvaluationResult result)
    {
        console.WriteLine();
        FactList.Write(
            console,
            ("model", result.Model),
            ("data", $"{result.Data}, {Figures.Plural(result.Examples, "test image", "test images")}"),
            ("accuracy", Figures.Percent(result.Accuracy)),
            ("loss", result.Loss is { } loss ? Figures.Loss(loss) : "not a finite number"),
            ("parameters", Figures.Count(result.Parameters)),
            ("fingerprint", result.Fingerprint[..16]));
        ConfusionTable.Write(console, result.ConfusionMatrix, result.PerClass);
        ClassTable.Write(console, result.PerClass);
    }
}
