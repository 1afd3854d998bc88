using System.CommandLine;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla report</c>: a run or a study as one HTML file to look at.</summary>
internal static class ReportCommand
{
    public static Command Create(Host host)
    {
        var run = new Argument<string>("run") { HelpName = "RUN|STUDY", Description = "The directory of a run or of a study" };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Where the report is written (default report.html in that directory)" };
        var threads = new ThreadsOption(host);

        var command = new Command("report", "A run or a study as one HTML file: curves, what was confused or compared, what the layers did, and how to have it again.") { run, output, threads.Option };
        command.SetAction(call =>
        {
            if (call.GetValue(output) is "")
                throw new UsageException("--out is empty; give the name of a file.");
            var options = new ReportOptions { OutputFile = call.GetValue(output), Threads = threads.Value(call), Environment = host.Environment };
            string directory = call.GetRequiredValue(run);
            host.Output.WriteLine(StudyReport.HoldsStudy(directory) ? StudyReport.Write(directory, options) : RunReport.Write(directory, options));
            return ExitCode.Done;
        });
        return command;
    }
}
