using System.CommandLine;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary><c>--set FIELD=VALUE</c>: sets any field of a recipe.</summary>
internal sealed class SetOption(string description)
{
    /// <summary>Gets the option.</summary>
    public Option<string[]> Option { get; } = new("--set")
    {
        HelpName = "FIELD=VALUE",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Returns the fields that the call sets, in order.</summary>
    /// <exception cref="UsageException">A value is malformed.</exception>
    public IReadOnlyList<RecipeOverride> Overrides(ParseResult call)
    {
        var overrides = new List<RecipeOverride>();
        foreach (string text in call.GetValue(Option) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"--set \"{text}\" is not of the form FIELD=VALUE; an example is --set momentum=0.9.");
            overrides.Add(new(text[..equals], text[(equals + 1)..]));
        }

        return overrides;
    }
}
