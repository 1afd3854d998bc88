using System.CommandLine;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary><c>--set FIELD=VALUE</c>: any field of a recipe.</summary>
internal sealed class SetOption(string description)
{
    /// <summary>The option.</summary>
    public Option<string[]> Option { get; } = new("--set")
    {
        HelpName = "FIELD=VALUE",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The fields that the call sets, in its order.</summary>
    /// <exception cref="UsageException">One is not of its form.</exception>
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
