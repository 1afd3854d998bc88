using System.CommandLine;

namespace Nabla.Cli.Help;

/// <summary>Creates the help of a command: its purpose, usage, arguments and options in groups, and examples.</summary>
internal static class HelpPage
{
    private static readonly (string Title, string[] Commands)[] s_commands =
    [
        ("Models", ["train", "evaluate", "predict", "tune", "export"]),
        ("Runs", ["runs", "report", "watch", "study", "verify-run"]),
        ("Data and recipes", ["data", "recipe"]),
        ("Checks", ["bench", "compare", "verify"]),
        ("Shell", ["completion", "help"]),
    ];

    private static readonly (string, string)[] s_exitCodes =
    [
        ("0", "Success"), ("1", "A check failed"), ("2", "Invalid call or recipe"), ("3", "Invalid data or model file"), ("4", "Training diverged"),
        ("5", "Writing output failed"), ("70", "Internal error"), ("130, 143", "Cancelled, terminated"),
    ];

    /// <summary>Returns the help of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">The width of the terminal in columns.</param>
    public static HelpText Of(Command command, int width)
    {
        var text = new HelpText(width);
        text.Paragraph(command.Description ?? "");
        text.Heading("Usage:");
        text.Paragraph(Usage(command), indent: 2);
        if (command is RootCommand)
            AddRoot(text, command);
        else
            AddCommand(text, command);
        return text;
    }

    private static void AddRoot(HelpText text, Command root)
    {
        var left = root.Subcommands.Where(command => !command.Hidden).ToDictionary(command => command.Name, StringComparer.Ordinal);
        foreach (var (title, names) in s_commands)
        {
            var known = names.Where(left.ContainsKey).Select(name => (name, left[name].Description ?? "")).ToList();
            if (known.Count == 0)
                continue;
            text.Heading($"{title}:");
            text.Terms(known);
        }

        text.Heading("Options:");
        text.Terms([.. Shown(root.Options).Select(Term)]);
        text.Heading("Exit codes:");
        text.Terms(s_exitCodes);
        text.Heading("Examples:");
        AddExamples(text, [("nabla train --data iris.csv --target species", "Train a classifier on a table"), ("nabla predict runs/iris-128-relu-seed42 new.csv --csv", "Predict new rows"), ("nabla help train", "Show the options of a command")]);
    }

    private static void AddCommand(HelpText text, Command command)
    {
        if (command.Subcommands.Count > 0)
        {
            text.Heading("Commands:");
            text.Terms([.. command.Subcommands.Where(known => !known.Hidden).Select(known => (known.Name, known.Description ?? ""))]);
        }

        if (command.Arguments.Count > 0)
        {
            text.Heading("Arguments:");
            text.Terms([.. command.Arguments.Select(argument => (Shape(argument), argument.Description ?? ""))]);
        }

        var groups = command is ToolCommand known2 ? known2.Groups : [];
        foreach (var (title, options) in groups)
        {
            text.Heading($"{title}:");
            text.Terms([.. Shown(options).Select(Term)]);
        }

        var grouped = groups.SelectMany(group => group.Options).ToHashSet();
        var others = Shown(command.Options).Where(option => !grouped.Contains(option)).Concat(Inherited(command)).Select(Term).ToList();
        text.Heading("Options:");
        text.Terms(others);
        if (command is ToolCommand { Examples.Count: > 0 } tool)
        {
            text.Heading("Examples:");
            AddExamples(text, tool.Examples);
        }
    }

    private static void AddExamples(HelpText text, IReadOnlyList<(string Call, string Purpose)> examples)
    {
        foreach (var (call, purpose) in examples)
        {
            text.Paragraph(call, indent: 2);
            text.Paragraph(purpose, indent: 6);
        }
    }

    private static string Usage(Command command)
    {
        var words = new List<string> { FullName(command) };
        if (command is RootCommand || command.Subcommands.Count > 0)
            words.Add("COMMAND");
        words.AddRange(command.Arguments.Select(Shape));
        words.AddRange(command.Options.Where(option => option.Required).Select(option => $"{option.Name} {option.HelpName}"));
        words.Add("[options]");
        return string.Join(' ', words);
    }

    private static string FullName(Command command) => command is RootCommand ? "nabla"
        : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{FullName(parent)} {command.Name}" : command.Name;

    private static string Shape(Argument argument)
    {
        string name = argument.HelpName ?? argument.Name;
        string shape = argument.Arity.MaximumNumberOfValues > 1 ? $"{name}..." : name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{shape}]" : shape;
    }

    private static (string Term, string Meaning) Term(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2 && alias[0] == '-' && alias != "-?").Append(option.Name));
        return (option.HelpName is { } value ? $"{names} {value}" : names, option.Description ?? "");
    }

    private static IEnumerable<Option> Shown(IEnumerable<Option> options) => options.Where(option => !option.Hidden);

    private static IEnumerable<Option> Inherited(Command command)
    {
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var option in Shown(parent.Options).Where(option => option.Recursive))
                yield return option;
        }
    }
}
