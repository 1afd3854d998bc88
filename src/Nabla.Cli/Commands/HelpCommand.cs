using System.CommandLine;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla help</c>: the help of the tool or of a command.</summary>
internal static class HelpCommand
{
    public static Command Create(Host host)
    {
        var words = new Argument<string[]>("command") { HelpName = "COMMAND", Description = "The command to show the help of", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand("help", "Show the help of a command.") { words };
        command.SetAction(call => PrintHelp.Write(host, Find(call.RootCommandResult.Command, call.GetValue(words) ?? [])));
        return command;
    }

    private static Command Find(Command command, ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            command = command.Subcommands.FirstOrDefault(known => known.Name == name)
                ?? throw new UsageException($"unknown command \"{name}\"{NearestName.Suggestion(name, command.Subcommands.Select(known => known.Name))}");
        }

        return command;
    }
}
