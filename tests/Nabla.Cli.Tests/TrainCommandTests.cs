using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_result_goes_to_the_output_and_progress_to_the_other_stream()
    {
        var call = await Train();

        Assert.Equal(ExitCode.Done, call.Code);
        string[] lines = call.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("shapes:100: 90 training, 10 validation and 20 test images", lines[0]);
        Assert.StartsWith("3072-8-10: 24,674 parameters; 1 thread, ", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^epoch 1/2: training loss \d+\.\d{4}, accuracy \d+\.\d %; validation loss \d+\.\d{4}, accuracy \d+\.\d %; [\d,]+ samples/s$", lines[2]);
        Assert.Contains("test accuracy", call.Output, StringComparison.Ordinal);
        Assert.Contains("zigzag", call.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {_folder["out"]}{Path.DirectorySeparatorChar}\n", call.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', call.Output + call.Error);
    }

    [Fact]
    public async Task With_json_the_result_is_alone_on_the_output()
    {
        var call = await Train("--json");
        using var json = JsonDocument.Parse(call.Output);
        Assert.Equal("shapes100-8-elu-seed42", json.RootElement.GetProperty("name").GetString());
        Assert.Equal(call.Output, File.ReadAllText(_folder["out/result.json"]));
        Assert.NotEqual("", call.Error);
    }

    [Fact]
    public async Task Quiet_leaves_the_result()
    {
        var call = await Train("--quiet");
        Assert.Equal("", call.Error);
        Assert.Contains("test accuracy", call.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--batch-norm", "batchNorm", "", true)]
    [InlineData("--batch-norm", "batchNorm", "true", true)]
    [InlineData("--batch-norm", "batchNorm", "false", false)]
    [InlineData("--whitening", "whitening", "false", false)]
    [InlineData("--residual", "residual", "false", false)]
    public async Task A_flag_sets_its_field_to_what_was_written(string flag, string field, string value, bool expected)
    {
        string recipe = _folder.Write("a.json", $$"""{ "data": "shapes:100", "hidden": [4, 4], "epochs": 1, "batchSize": 16, "{{field}}": {{(expected ? "false" : "true")}} }""");
        string[] words = value.Length == 0 ? [flag] : [flag, value];

        Assert.Equal(ExitCode.Done, (await Call.RunAsync(["train", recipe, .. words, "--no-report", "--out", _folder["out"]])).Code);

        using var json = JsonDocument.Parse(File.ReadAllText(_folder["out/recipe.json"]));
        Assert.Equal(expected, json.RootElement.GetProperty(field).GetBoolean());
    }

    [Fact]
    public async Task Options_win_over_the_recipe()
    {
        string recipe = _folder.Write("a.json", """{ "data": "shapes:100", "hidden": [4], "epochs": 7, "seed": 9 }""");

        await Call.RunAsync("train", recipe, "--epochs", "1", "--batch-size", "32", "--set", "momentum=0.5", "--set", "nesterov=true", "--out", _folder["out"]);

        using var json = JsonDocument.Parse(File.ReadAllText(_folder["out/recipe.json"]));
        var root = json.RootElement;
        Assert.Equal((1, 32, 9), (root.GetProperty("epochs").GetInt32(), root.GetProperty("batchSize").GetInt32(), root.GetProperty("seed").GetInt32()));
        Assert.Equal((0.5, true), (root.GetProperty("momentum").GetDouble(), root.GetProperty("nesterov").GetBoolean()));
        Assert.Equal("[4]", root.GetProperty("hidden").GetRawText());
    }

    [Fact]
    public async Task No_culture_changes_what_is_printed()
    {
        string[] args = ["--quiet", "--set", "learningRate=0.01"];
        var plain = await Train(args);
        using (new ForeignCulture())
        {
            var foreign = await Train([.. args, "--force"]);
            Assert.Equal(plain.Output, foreign.Output);
        }
    }

    [Fact]
    public async Task On_a_terminal_progress_is_drawn_and_the_cursor_comes_back()
    {
        var call = await Call.RunAsync(host => host with { ErrorIsTerminal = true, Time = new SteadyClock() }, Arguments());
        Assert.Contains("\u001b[?25l", call.Error, StringComparison.Ordinal);
        Assert.Contains("\u001b[?25h", call.Error, StringComparison.Ordinal);
        Assert.Contains(" 1/2 ", call.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', call.Output);
    }

    [Theory]
    [InlineData("TERM", "dumb")]
    [InlineData("CI", "true")]
    public async Task A_dumb_terminal_and_a_build_server_get_lines(string variable, string value)
    {
        var call = await Call.RunAsync(
            host => host with { OutputIsTerminal = value == "dumb", ErrorIsTerminal = true, Environment = name => name == variable ? value : null }, Arguments());
        Assert.DoesNotContain('\u001b', call.Output + call.Error);
        Assert.Contains("epoch 2/2: ", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_color_takes_the_colours_away_and_leaves_the_bar()
    {
        const string Colour = @"\u001b\[(\d+;)*(3|4|9)\d(;\d+)*m";
        var coloured = await Terminal(noColor: null);
        Assert.Matches(Colour, coloured.Output + coloured.Error);

        var call = await Terminal(noColor: "1", "--force");
        Assert.DoesNotMatch(Colour, call.Output + call.Error);
        Assert.Contains("\u001b[?25h", call.Error, StringComparison.Ordinal);

        Task<Call> Terminal(string? noColor, params string[] args) => Call.RunAsync(
            host => host with { ErrorIsTerminal = true, OutputIsTerminal = true, Environment = name => name == "NO_COLOR" ? noColor : null }, [.. Arguments(), .. args]);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_at_once_leaves_nothing()
    {
        var call = await Call.RunAsync(host => host with { Cancellation = new CancellationToken(canceled: true) }, Arguments());
        call.Fails(ExitCode.Cancelled, "cancelled before training started; nothing was written.");
        Assert.Equal("", _folder.Names);
    }

    private Task<Call> Train(params string[] args) => Call.RunAsync(host => host with { Time = new SteadyClock() }, [.. Arguments(), .. args]);

    private string[] Arguments() =>
        ["train", "--data", "shapes:100", "--hidden", "8", "--epochs", "2", "--batch-size", "16", "--out", _folder["out"]];
}
