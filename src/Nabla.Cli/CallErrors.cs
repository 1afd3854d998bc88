using System.CommandLine;
using System.CommandLine.Parsing;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary>Describes the error in a call in one sentence, instead of the parser's list and a page of help.</summary>
internal static class CallErrors
{
    /// <exception cref="UsageException">The call is invalid.</exception>
    public static void ThrowIfAny(ParseResult call)
    {
        var command = call.CommandResult.Command;
        if (call.Action is PrintHelp or VersionAction || (command is RootCommand && call.Tokens.Count == 0))
            return;
        // An argument accepts any word that the parser does not know, including a mistyped option.
        var taken = call.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(IsOption);
        if (taken.Concat(call.UnmatchedTokens).FirstOrDefault() is { } word)
            throw new UsageException(Unknown(word, command));
        foreach (var option in call.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.Tokens.FirstOrDefault(token => LooksLikeAnOption(token.Value)) is { } value)
                throw new UsageException($"the option {option.Option.Name} takes a value, and {value.Value} looks like an option; a path may be written ./{value.Value}.");
        }

        if (command.Subcommands.Count > 0)
            throw new UsageException($"a command is missing; there are {Names(command)}: see {FullName(command)} --help.");
        if (call.Errors is [var error, ..])
            throw new UsageException(Sentence(error, command));
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>Returns whether a word is a dash without a number: "--forec", but not "-0.1".</summary>
    private static bool LooksLikeAnOption(string word) => IsOption(word) && !char.IsAsciiDigit(word[1]) && word[1] != '.';

    private static string Unknown(string word, Command command)
    {
        if (IsOption(word))
        {
            string name = word.Split('=')[0];
            return NearestName.Find(name, Options(command)) is { } option
                ? $"unknown option {name}; did you mean {option}?"
                : $"unknown option {name}; see {FullName(command)} --help for those that there are.";
        }

        if (command.Subcommands.Count == 0)
            return $"{command.Name} does not take \"{word}\"; see {FullName(command)} --help.";
        return NearestName.Find(word, command.Subcommands.Select(known => known.Name)) is { } near
            ? $"unknown command \"{word}\"; did you mean \"{near}\"?"
            : $"unknown command \"{word}\"; there are {Names(command)}.";
    }

    private static string Sentence(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { IdentifierToken: null } option => $"{command.Name} takes the option {option.Option.Name} {option.Option.HelpName}; see {FullName(command)} --help.",
        OptionResult { Tokens.Count: 0 } option => $"the option {option.Option.Name} takes a value.",
        OptionResult option => $"the option {option.Option.Name} takes one value and may be given once.",
        _ when command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } argument
            => $"{command.Name} takes {argument.HelpName}; see {FullName(command)} --help.",
        _ => $"{error.Message.TrimEnd('.')}; see {FullName(command)} --help.",
    };

    private static IEnumerable<string> Options(Command command) => command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    private static string Names(Command command)
    {
        var names = command.Subcommands.Select(known => known.Name).ToList();
        return $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static string FullName(Command command) => command switch
    {
        RootCommand => "nabla",
        _ when command.Parents.OfType<Command>().FirstOrDefault() is { } parent => $"{FullName(parent)} {command.Name}",
        _ => command.Name,
    };
}
