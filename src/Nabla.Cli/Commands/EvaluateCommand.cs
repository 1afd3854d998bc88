using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla evaluate</c>: evaluates a trained model on a test set.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Host host)
    {
        var model = new Argument<string>("model") { HelpName = "RUN|MODEL", Description = "Directory of a run, or a model file" };
        var data = new Option<string?>("--data") { HelpName = "DATA", Description = "Data set, as for train; all rows of a table are used [default: the test set of the model's recipe]" };
        var target = new Option<string?>("--target") { HelpName = "COLUMN", Description = "Column of the table with the true values [default: the model's target]" };
        var transductive = new Option<bool>("--transductive") { Description = "Normalize with the statistics of the test set, in batches of 256" };
        var threads = new ThreadsOption(host);
        var json = new Option<bool>("--json") { Description = "Print only the result, as JSON" };

        var command = new ToolCommand(
            "evaluate", "Evaluate a model: loss, accuracy, confusion matrix, precision, recall and F-beta; RMSE, MAE and R² of a regression.",
            ("nabla evaluate runs/iris-128-relu-seed42", "Evaluate on the test set of the run"),
            ("nabla evaluate iris.safetensors --data new.csv", "Evaluate a model file on other rows")) { model, data, target, transductive, threads.Option, json };
        command.SetAction(call =>
        {
            var result = ModelEvaluation.Evaluate(call.GetRequiredValue(model), call.GetValue(data), threads.Value(call), host.Environment, call.GetValue(transductive), call.GetValue(target));
            if (call.GetValue(json))
                host.Output.Write(result.ToJson());
            else
                EvaluationSummary.Write(host.OutputConsole(), result);
            return ExitCode.Done;
        });
        return command;
    }
}
