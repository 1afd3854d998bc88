using System.CommandLine;
using System.Globalization;
using System.Text;
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
        Assert.Equal(known.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    /// <summary>The table of fields is made from what the help says; the file beside the test has it as it must be.</summary>
    [Fact]
    public void Every_field_of_the_recipe_stands_in_it()
    {
        var options = Tool.CreateRoot(new Host { Output = TextWriter.Null, Error = TextWriter.Null }).Subcommands.Single(command => command.Name == "train").Options
            .Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var table = new StringBuilder("<!-- fields -->\n| field | option | what it is | values | default |\n|---|---|---|---|---|\n");
        foreach (var field in RecipeFieldInfo.All.OrderBy(field => field.Group))
        {
            string option = $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name)}";
            string values = field.Choices.Count > 0 ? string.Join(", ", field.Choices.Select(choice => $"`{choice}`")) : field.Name == "data" ? "[see below](#data)" : field.Expected;
            table.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {(options.Contains(option) ? $"`{option}`" : "")} | {field.Summary} | {values} | {field.Default} |\n");
        }

        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "fields.received.md"), table.ToString());
        Assert.Contains(table.ToString(), Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_recipe_can_be_run() => RecipeReader.Parse(RecipeBlock().Match(Page).Groups["recipe"].Value);

    [Fact]
    public void Every_exit_code_stands_in_it()
    {
        var codes = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!);
        Assert.Equal(codes, ExitCodeRow().Matches(Page).Select(match => int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("(?<![-<])--[a-z][a-z0-9-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex("```json\n(?<recipe>.*?)```", RegexOptions.Singleline)]
    private static partial Regex RecipeBlock();

    [GeneratedRegex(@"^\| (?<code>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();
}
