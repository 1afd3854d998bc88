using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Reports.Live;
using Nabla.Reports.Runs;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla watch</c>: serves a page that follows a run, whichever process trains it.</summary>
internal static class WatchCommand
{
    public static Command Create(Host host)
    {
        var run = new Argument<string>("run") { HelpName = "RUN", Description = "Directory of a run, finished or in progress" };
        var threads = new ThreadsOption(host);

        var command = new ToolCommand(
            "watch", "Serve a live page of a run to browsers on this machine, until Ctrl-C.",
            ("nabla watch runs/iris-128-relu-seed42", "Follow a run in a browser")) { run, threads.Option };
        command.SetAction(async (call, cancellation) =>
        {
            var watched = new WatchedDirectory(call.GetRequiredValue(run), new() { Threads = threads.Value(call), Environment = host.Environment });
            // Report errors in the directory here, not on the page.
            _ = watched.State.Run;
            await using var server = await PageServer.StartAsync(watched, host.Time, cancellation);
            TrainingPage.Announce(host, server);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Done;
        });
        return command;
    }
}
