using System.CommandLine;
using Nabla.Cli.Commands;

namespace Nabla.Cli;

/// <summary>The tool: a call comes in, an exit code goes out, and nothing is ever thrown at the user.</summary>
internal static class Tool
{
    /// <summary>Carries one call out.</summary>
    /// <param name="args">The words after the tool's name.</param>
    /// <param name="host">What surrounds the call.</param>
    /// <returns>A number of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Host host)
    {
        try
        {
            var root = CreateRoot(host);
            // "@file" is a word like any other here: a recipe holds what a response file would.
            var call = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            CallErrors.ThrowIfAny(call);
            var configuration = new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await call.InvokeAsync(configuration, host.Cancellation);
        }
        catch (Exception error)
        {
            var (code, sentence) = Failure.Describe(error);
            host.Error.WriteLine($"nabla: {sentence}");
            return code;
        }
    }

    /// <summary>All commands with their options.</summary>
    internal static RootCommand CreateRoot(Host host)
    {
        var root = new RootCommand("Multilayer perceptrons: trained, tested and the same to the bit everywhere.")
        {
            TrainCommand.Create(host),
            StudyCommand.Create(host),
            EvaluateCommand.Create(host),
            PredictCommand.Create(host),
            CompareCommand.Create(host),
            VerifyCommand.Create(host),
            ReportCommand.Create(host),
            ExportCommand.Create(host),
            WatchCommand.Create(host),
            DataCommand.Create(host),
            BenchCommand.Create(host),
        };
        root.Directives.Clear();
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Action = new VersionAction(host);
        return root;
    }
}
