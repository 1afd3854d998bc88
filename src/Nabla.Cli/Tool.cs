using System.CommandLine;
using System.CommandLine.Help;
using Nabla.Cli.Commands;
using Nabla.Cli.Help;

namespace Nabla.Cli;

/// <summary>The entry point of the tool: runs a call and returns an exit code; it never throws.</summary>
internal static class Tool
{
    private const string Verbose = "--verbose";

    /// <summary>Runs one call.</summary>
    /// <param name="args">The words after the tool's name.</param>
    /// <param name="host">The environment of the call.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Host host)
    {
        try
        {
            var root = CreateRoot(host);
            if (args is [CompletionCommand.Name, CompletionCommand.Words, .. var words])
                return CompletionCommand.Complete(host, root, words);
            // "@file" is an ordinary word: a recipe serves the purpose of a response file.
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
            if (code == ExitCode.Internal && args.Contains(Verbose, StringComparer.Ordinal))
                host.Error.WriteLine(error);
            return code == ExitCode.Cancelled ? host.CancelledCode : code;
        }
    }

    /// <summary>Creates all commands with their options.</summary>
    internal static RootCommand CreateRoot(Host host)
    {
        var root = new RootCommand("Train, evaluate and compare multilayer perceptrons, bit-for-bit reproducible.")
        {
            TrainCommand.Create(host),
            EvaluateCommand.Create(host),
            PredictCommand.Create(host),
            ExportCommand.Create(host),
            RunsCommand.Create(host),
            ReportCommand.Create(host),
            WatchCommand.Create(host),
            StudyCommand.Create(host),
            RecipeCommand.Create(host),
            DataCommand.Create(host),
            CompareCommand.Create(host),
            VerifyCommand.Create(host),
            BenchCommand.Create(host),
            CompletionCommand.Create(host),
            HelpCommand.Create(host),
        };
        root.Options.Add(new Option<bool>(Verbose) { Description = "Show the stack trace of an internal error", Recursive = true });
        root.SetAction(_ => PrintHelp.Write(host, root));
        root.Directives.Clear();
        foreach (var version in root.Options.OfType<VersionOption>())
            (version.Action, version.Description) = (new VersionAction(host), "Print the version");
        foreach (var help in root.Options.OfType<HelpOption>())
            (help.Action, help.Description) = (new PrintHelp(host), "Show help");
        return root;
    }
}
