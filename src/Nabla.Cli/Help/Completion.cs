using System.CommandLine;
using System.CommandLine.Completions;

namespace Nabla.Cli.Help;

/// <summary>Completes calls: commands, options, or the values of an option at the cursor.</summary>
internal static class Completion
{
    /// <summary>Returns the words that may complete a call; none where a file is possible, which shells complete themselves.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="words">The words after the tool's name up to the cursor; the last one is incomplete, or empty.</param>
    public static IReadOnlyList<string> Of(RootCommand root, IReadOnlyList<string> words)
    {
        string begun = words.Count > 0 ? words[^1] : "";
        Command command = root;
        Option? option = null;
        foreach (string word in words.SkipLast(1))
        {
            option = option is null ? Options(command).FirstOrDefault(known => known.HelpName is not null && known.Name == word) : null;
            command = option is null ? command.Subcommands.FirstOrDefault(known => known.Name == word) ?? command : command;
        }

        var candidates = option is not null ? Values(option.CompletionSources)
            : begun.StartsWith('-') ? Options(command).Select(known => known.Name)
            : command.Subcommands.Count > 0 ? command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name)
            : command.Name == "help" ? root.Subcommands.Where(known => !known.Hidden).Select(known => known.Name)
            : command.Arguments.SelectMany(argument => Values(argument.CompletionSources));
        return [.. candidates.Where(candidate => candidate.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Option> Options(Command command)
    {
        var recursive = command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive);
        return command.Options.Where(option => !option.Hidden).Concat(recursive);
    }

    private static IEnumerable<string> Values(IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources) =>
        sources.SelectMany(source => source(CompletionContext.Empty)).Select(item => item.Label);
}
