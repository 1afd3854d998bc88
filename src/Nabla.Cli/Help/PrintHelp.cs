using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace Nabla.Cli.Help;

/// <summary>Prints the help of a command.</summary>
internal sealed class PrintHelp(Host host) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        Write(host, parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    /// <summary>Writes the help of a command to standard output; headings are bold on a terminal.</summary>
    public static void Write(Host host, Command command) => Write(host, HelpPage.Of(command, host.OutputConsole().Profile.Width));

    /// <summary>Writes a text to standard output; headings are bold on a terminal.</summary>
    public static void Write(Host host, HelpText help)
    {
        var console = host.OutputConsole();
        foreach (var (text, isHeading) in help.Lines)
        {
            if (isHeading && console.Profile.Capabilities.Ansi)
                console.Write(new Text(text, new Style(decoration: Decoration.Bold)));
            else
                host.Output.Write(text);
            host.Output.WriteLine();
        }
    }
}
