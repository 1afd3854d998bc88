using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Reports.Live;
using Nabla.Reports.Runs;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla watch</c>: a run as a page that follows it, whichever process trains it.</summary>
internal static class WatchCommand
{
    public static Command Create(Host host)
    {
        var run = new Argument<string>("run") { HelpName = "RUN", Description = "A run's directory; the run may go on meanwhile" };
        var threads = new ThreadsOption(host);

        var command = new Command("watch", "Serve a run as a page to this machine's browsers, as far as it has come, until Ctrl-C.") { run, threads.Option };
        command.SetAction(async (call, cancellation) =>
        {
            var watched = new WatchedDirectory(call.GetRequiredValue(run), new() { Threads = threads.Value(call), Environment = host.Environment });
            // What is wrong with the directory is said here, not on the page.
            _ = watched.State.Run;
            await using var server = await PageServer.StartAsync(watched, host.Time, cancellation);
            TrainingPage.Announce(host, server);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Done;
        });
        return command;
    }
}
