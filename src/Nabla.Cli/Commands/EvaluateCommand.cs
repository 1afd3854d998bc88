using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla evaluate</c>: what a trained model does on test images.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Host host)
    {
        var model = new Argument<string>("model") { HelpName = "RUN|MODEL", Description = "A run's directory, or a model's file" };
        var data = new Option<string?>("--data") { HelpName = "DATA", Description = "shapes, shapes:COUNT, cifar10 or cifar10:DIR (default: what the model learnt from)" };
        var transductive = new Option<bool>("--transductive") { Description = "Normalise by the test images' own statistics, in batches of 256" };
        var threads = new ThreadsOption(host);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON" };

        var command = new Command("evaluate", "Loss, accuracy, confusion matrix, precision, recall and F-beta on test images.") { model, data, transductive, threads.Option, json };
        command.SetAction(call =>
        {
            var result = ModelEvaluation.Evaluate(call.GetRequiredValue(model), call.GetValue(data), threads.Value(call), host.Environment, call.GetValue(transductive));
            if (call.GetValue(json))
                host.Output.Write(result.ToJson());
            else
                EvaluationSummary.Write(host.OutputConsole(), result);
            return ExitCode.Done;
        });
        return command;
    }
}
