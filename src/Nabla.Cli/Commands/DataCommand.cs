using System.CommandLine;
using Nabla.Cli.Help;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data</c>: the available data sets.</summary>
internal static class DataCommand
{
    public static Command Create(Host host) => new ToolCommand("data", "List, download, describe and generate data sets.")
    {
        DataListCommand.Create(host),
        DataGetCommand.Create(host),
        DataInfoCommand.Create(host),
        DataMakeCommand.Create(host),
    };
}
