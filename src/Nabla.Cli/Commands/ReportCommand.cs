using System.CommandLine;
using Nabla.Cli.Help;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla report</c>: writes a run or a study as one HTML file.</summary>
internal static class ReportCommand
{
    public static Command Create(Host host)
    {
        var run = new Argument<string>("run") { HelpName = "RUN|STUDY", Description = "Directory of a run or study" };
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "File of the report [default: report.html in that directory]" };
        var threads = new ThreadsOption(host);

        var command = new ToolCommand(
            "report", "Write the report of a run or study: one HTML file with curves, confusion matrix and layers.",
            ("nabla report runs/iris-128-relu-seed42", "Write the report of a run")) { run, output, threads.Option };
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
