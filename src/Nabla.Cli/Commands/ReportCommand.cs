using System.CommandLine;
using Nabla.Reports.Runs;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla report</c>: a run as one HTML file to look at.</summary>
internal static class ReportCommand
{
    public static Command Create(Host host)
    {
        var run = new Argument<string>("run") { HelpName = "RUN", Description = "A run's directory" };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Where the report is written (default RUN/report.html)" };
        var threads = new ThreadsOption(host);

        var command = new Command("report", "A run as one HTML file: curves, confusion matrix, wrong answers, weights, and how to have it again.") { run, output, threads.Option };
        command.SetAction(call =>
        {
            if (call.GetValue(output) is "")
                throw new UsageException("--out is empty; give the name of a file.");
            var options = new ReportOptions { OutputFile = call.GetValue(output), Threads = threads.Value(call), Environment = host.Environment };
            host.Output.WriteLine(RunReport.Write(call.GetRequiredValue(run), options));
            return ExitCode.Done;
        });
        return command;
    }
}
