using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data get</c>: downloads a data set; the only command that uses the network.</summary>
internal static class DataGetCommand
{
    public static Command Create(Host host)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "The data set [one of: cifar10]" };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Directory to create [default: where train looks for it]" };
        var quiet = new Option<bool>("--quiet") { Description = "Print only errors" };
        var command = new ToolCommand(
            "get", "Download a data set from its home page, verify it, and unpack it.",
            ("nabla data get cifar10", "Download CIFAR-10")) { name, output, quiet };
        command.SetAction(async (call, cancellation) =>
        {
            var source = Source(call.GetRequiredValue(name));
            string directory = DataDirectories.Cifar10(call.GetValue(output), host.Environment);
            if (Directory.Exists(directory) || File.Exists(directory))
                throw new UsageException($"{directory} already exists; remove it to download it again, or choose another directory with --out.");
            using var client = host.CreateHttpClient();
            var display = DownloadDisplay.Create(host, call.GetValue(quiet), source.Address.Host);
            await display.WatchAsync(() => ArchiveDownload.RunAsync(client, source, directory, display, cancellation));
            host.Output.WriteLine(directory);
            return ExitCode.Done;
        });
        return command;
    }

    private static ArchiveSource Source(string name) => name switch
    {
        "cifar10" => DataCatalog.Cifar10Archive,
        "shapes" => throw new UsageException("shapes is built in and needs no download; nabla data make shapes writes its images to files."),
        _ => throw new UsageException($"there is no data set \"{name}\" to download; there is cifar10."),
    };
}
