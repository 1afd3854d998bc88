using System.CommandLine;

namespace Nabla.Cli.Help;

/// <summary>A command whose help has groups of options and examples.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What the command does: an imperative sentence.</param>
/// <param name="examples">Calls to start from, each with what it does.</param>
internal sealed class ToolCommand(string name, string description, params IReadOnlyList<(string Call, string Purpose)> examples) : Command(name, description)
{
    /// <summary>Gets calls to start from, each with what it does.</summary>
    public IReadOnlyList<(string Call, string Purpose)> Examples { get; } = examples;

    /// <summary>Gets the groups of options, in the order of the help; options in none are listed at the end.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> Groups { get; private set; } = [];

    /// <summary>Adds options under a title.</summary>
    public void AddGroup(string title, params IReadOnlyList<Option> options)
    {
        Groups = [.. Groups, (title, options)];
        foreach (var option in options)
            Options.Add(option);
    }
}
