using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the results of a model on a test set.</summary>
internal static class EvaluationSummary
{
    public static void Write(IAnsiConsole console, EvaluationResult result)
    {
        console.WriteLine();
        bool isTable = DataSource.TryParse(result.Data, out var source) && source.IsTable;
        FactList.Write(
            console,
            [
                ("model", result.Model),
                ("data", $"{result.Data}, {(isTable ? Figures.Plural(result.Examples, "row", "rows") : Figures.Plural(result.Examples, "test image", "test images"))}"),
                .. result.Accuracy is { } accuracy ? [("accuracy", Figures.Percent(accuracy))] : RegressionFacts.Of(result.Rmse, result.Mae, result.R2),
                ("loss", result.Loss is { } loss ? Figures.Loss(loss) : "not a finite number"),
                ("parameters", Figures.Count(result.Parameters)),
                ("fingerprint", result.Fingerprint[..16]),
            ]);
        if (result is { ConfusionMatrix: { } confusion, PerClass: { } classes })
        {
            ConfusionTable.Write(console, confusion, classes);
            ClassTable.Write(console, classes);
        }
    }
}
