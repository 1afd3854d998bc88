using System.CommandLine;

namespace Nabla.Cli.Help;

/// <summary>A command whose help has groups of options and examples.</summary>
/// <param name="name">The name.</param>
/// <param name="description">The purpose of the command: an imperative sentence.</param>
/// <param name="examples">Examples of calls, each with its purpose.</param>
internal sealed class ToolCommand(string name, string description, params IReadOnlyList<(string Call, string Purpose)> examples) : Command(name, description)
{
    /// <summary>Gets examples of calls, each with its purpose.</summary>
    public IReadOnlyList<(string Call, string Purpose)> Examples { get; } = examples;

    /// <summary>Gets the groups of options, in the order of the help; ungrouped options are listed at the end.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> Groups { get; private set; } = [];

    /// <summary>Adds options under a title.</summary>
    public void AddGroup(string title, params IReadOnlyList<Option> options)
    {
        Groups = [.. Groups, (title, options)];
        foreach (var option in options)
            Options.Add(option);
    }
}
