using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla predict</c>: predicts rows of a table.</summary>
internal static class PredictCommand
{
    private const string StandardInput = "-";

    public static Command Create(Host host)
    {
        var model = new Argument<string>("model") { HelpName = "RUN|MODEL", Description = "Directory of a run, or a model file" };
        var file = new Argument<string>("file") { HelpName = "FILE.csv|-", Description = "CSV file with a header, or - for standard input; a target column is ignored" };
        var csv = new Option<bool>("--csv") { Description = "Print CSV: a line for each row, with the prediction and the probability of each class" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an array with an object for each row" };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "File to write to, as CSV or with --json as JSON [default: standard output]" };

        var command = new ToolCommand(
            "predict", "Predict the class or the value of every row of a CSV file.",
            ("nabla predict runs/iris-128-relu-seed42 new.csv", "Show the predictions of a run's model"),
            ("nabla predict iris.safetensors - --csv < new.csv > predictions.csv", "Predict rows from standard input")) { model, file, csv, json, output };
        command.SetAction(call =>
        {
            if (call.GetValue(csv) && call.GetValue(json))
                throw new UsageException("--csv and --json exclude each other; leave one out.");
            if (call.GetValue(output) is "")
                throw new UsageException("--out is empty; give the name of a file.");
            var saved = SavedModel.Load(call.GetRequiredValue(model));
            var predictions = TablePredictions.Predict(saved.Model, Read(host, saved, call.GetRequiredValue(file)));
            if (call.GetValue(output) is { } path)
                Write(path, Text(predictions, call.GetValue(json)));
            else if (call.GetValue(csv) || call.GetValue(json))
                host.Output.Write(Text(predictions, call.GetValue(json)));
            else
                PredictionTable.Write(host.OutputConsole(), predictions, saved.Model.Input);
            return ExitCode.Done;
        });
        return command;
    }

    private static Table Read(Host host, SavedModel saved, string file)
    {
        if (file.Length == 0)
            throw new UsageException("the name of the file is empty; give a CSV file, or - for standard input.");
        if (file != StandardInput)
            return saved.ReadRows(DataSource.TryParse(file, out var source) && source.IsTable ? source : new(DataKind.Csv, Path: file), target: null);
        using var input = host.OpenInput();
        return Table.FromCsv(input, "standard input", target: null, new CsvOptions { Schema = saved.Model.Input });
    }

    private static string Text(TablePredictions predictions, bool asJson) => asJson ? predictions.ToJson() : predictions.ToCsv();

    private static void Write(string path, string text)
    {
        try
        {
            WholeFile.WriteText(path, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"{path} cannot be written ({error.Message.TrimEnd('.')}); choose another place with --out.", error) { IsFailure = true };
        }
    }
}
