using System.CommandLine;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data</c>: the data sets that a network can learn from.</summary>
internal static class DataCommand
{
    public static Command Create(Host host) => new("data", "Data sets: what there is, download, describe, generate.")
    {
        DataListCommand.Create(host),
        DataGetCommand.Create(host),
        DataInfoCommand.Create(host),
        DataMakeCommand.Create(host),
    };
}
