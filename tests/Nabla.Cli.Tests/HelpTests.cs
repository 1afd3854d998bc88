using System.CommandLine;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Tests;

/// <summary>Help fits the terminal, and says of every option what it may be and what it is by default.</summary>
public sealed class HelpTests
{
    private static readonly RootCommand s_root = Tool.CreateRoot(new Host { Output = TextWriter.Null, Error = TextWriter.Null });

    public static TheoryData<string> Commands => [.. All(s_root).Select(Name)];

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task The_tool_alone_prints_its_help(string call)
    {
        var result = await Call.RunAsync(call.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        Assert.StartsWith("Train, evaluate and compare multilayer perceptrons", result.Output, StringComparison.Ordinal);
        Assert.All(s_root.Subcommands, command => Assert.Contains($"\n  {command.Name} ", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("help train", "train --help")]
    [InlineData("help data info", "data info -h")]
    public async Task Help_of_a_command_is_that_of_its_option(string first, string second) =>
        Assert.Equal((await Call.RunAsync(first.Split(' '))).Output, (await Call.RunAsync(second.Split(' '))).Output);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_fits_the_terminal(string name)
    {
        var command = All(s_root).Single(command => Name(command) == name);
        foreach (int width in new[] { 50, 80, 120 })
        {
            foreach (var (text, _) in HelpPage.Of(command, width).Lines)
                Assert.True(text.Length <= Math.Min(width, 100) || !text.Trim().Contains(' ', StringComparison.Ordinal), $"{width}: {text}");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_option_has_its_default_and_every_command_a_sentence(string name)
    {
        var command = All(s_root).Single(command => Name(command) == name);
        Assert.Matches("^[A-Z][^.]*.*\\.$", command.Description);
        foreach (var option in command.Options.Where(option => !option.Hidden))
        {
            Assert.False(string.IsNullOrEmpty(option.Description), option.Name);
            if (option.HelpName is not null)
                Assert.True(option.Required || option.Description.Contains("[default: ", StringComparison.Ordinal), option.Name);
        }
    }

    [Fact]
    public void Every_choice_of_the_recipe_stands_in_the_help()
    {
        var options = s_root.Subcommands.Single(command => command.Name == "train").Options;
        foreach (var field in RecipeFieldInfo.All.Where(field => field.Choices.Count > 0))
        {
            var option = options.Single(option => option.Name.Replace("-", "", StringComparison.Ordinal).Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            Assert.Contains($"[one of: {string.Join(", ", field.Choices)}]", option.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_term_stands_above_its_meaning()
    {
        var text = new HelpText(width: 60);
        text.Terms([("a", "short"), (new string('b', 40), "one two three")]);
        Assert.Equal(["  a" + new string(' ', 29) + "short", "  " + new string('b', 40), new string(' ', 32) + "one two three"], new HelpText(80) is var wide ? Lines(wide) : []);
        Assert.Equal(["  a", "        short", "  " + new string('b', 40), "        one two three"], text.Lines.Select(line => line.Text));

        static IEnumerable<string> Lines(HelpText wide)
        {
            wide.Terms([("a", "short"), (new string('b', 40), "one two three")]);
            return wide.Lines.Select(line => line.Text);
        }
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string Name(Command command) => command is RootCommand ? "nabla" : $"{Name(command.Parents.OfType<Command>().First())} {command.Name}";
}
