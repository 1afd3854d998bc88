using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>docs/command-line.md says what the tool does: every command, option, field and exit code, and its recipe can be run.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "command-line.md"));

    [Fact]
    public void Every_option_stands_in_it_and_no_other()
    {
        var known = All(Tool.CreateRoot(new Host { Output = TextWriter.Null, Error = TextWriter.Null }))
            .SelectMany(command => command.Options.Select(option => option.Name))
            .ToHashSet(StringComparer.Ordinal);
        var written = OptionName().Matches(Page).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(known.Except(["--version"]).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_field_of_the_recipe_stands_in_it()
    {
        using var recipe = JsonDocument.Parse(new Recipe
        {
            Data = "a.csv", Target = "y", Task = TaskKind.Regression, ValidationData = "b.csv", TestData = "c.csv", Categorical = [], Numeric = [], Ignore = [],
        }.ToJson());
        foreach (var field in recipe.RootElement.EnumerateObject())
            Assert.Contains($"`{field.Name}`", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_recipe_can_be_run() => RecipeReader.Parse(RecipeBlock().Match(Page).Groups["recipe"].Value);

    [Fact]
    public void Every_exit_code_stands_in_it()
    {
        var codes = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!);
        Assert.Equal(codes, ExitCodeRow().Matches(Page).Select(match => int.Parse(match.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("--[a-z][a-z0-9-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex("```json\n(?<recipe>.*?)```", RegexOptions.Singleline)]
    private static partial Regex RecipeBlock();

    [GeneratedRegex(@"^\| (?<code>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();
}
