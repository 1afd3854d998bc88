using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla evaluate</c>: what a trained model does on a test set.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Host host)
    {
        var model = new Argument<string>("model") { HelpName = "RUN|MODEL", Description = "A run's directory, or a model's file" };
        var data = new Option<string?>("--data") { HelpName = "DATA", Description = "FILE.csv, csv:FILE, shapes, shapes:COUNT, cifar10 or cifar10:DIR (default: the test set of the model's recipe)" };
        var target = new Option<string?>("--target") { HelpName = "COLUMN", Description = "Column of the table to compare predictions with (default: the one the model was trained with)" };
        var transductive = new Option<bool>("--transductive") { Description = "Normalise by the test set's own statistics, in batches of 256" };
        var threads = new ThreadsOption(host);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON" };

        var command = new Command("evaluate", "Measure a model on a test set: loss, accuracy, confusion matrix, precision, recall and F-beta; of a regression RMSE, MAE and R².") { model, data, target, transductive, threads.Option, json };
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
