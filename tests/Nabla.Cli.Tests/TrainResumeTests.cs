using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary><c>train --resume</c>: what a script in a retry loop relies on.</summary>
public sealed class TrainResumeTests : IDisposable
{
    private const int SecondsColumn = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_there_is_no_run_one_begins_and_says_so()
    {
        var call = await Train("--resume");
        Assert.Equal(ExitCode.Done, call.Code);
        Assert.StartsWith($"there is no run in {_folder["out"]} yet: starting one\n", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_run_prints_its_result_again()
    {
        var first = await Train("--json");
        var again = await Train("--json", "--resume");
        Assert.Equal((ExitCode.Done, first.Output, ""), (again.Code, again.Output, again.Error));

        var table = await Call.RunAsync("train", "--out", _folder["out"], "--resume");
        Assert.Equal(ExitCode.Done, table.Code);
        Assert.Contains("test accuracy", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recipe_is_the_one_of_the_directory_and_the_same_values_may_be_given()
    {
        await Cancelled();
        var call = await Call.RunAsync("train", "--out", _folder["out"], "--resume", "--epochs", "3", "--threads", "2", "--quiet", "--json");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        using var json = JsonDocument.Parse(call.Output);
        Assert.Equal("shapes:100", json.RootElement.GetProperty("recipe").GetProperty("data").GetString());
        Assert.Equal("out out/epochs.csv out/layers.csv out/model.safetensors out/recipe.json out/report.html out/result.json out/steps.csv", _folder.Names);
    }

    [Fact]
    public async Task It_says_where_it_goes_on()
    {
        await Cancelled();
        var call = await Train("--resume");
        Assert.Contains("\ncontinuing after epoch 1/3\nepoch 2/3: ", call.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1/3:", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_too()
    {
        await Cancelled();
        var call = await Call.RunAsync(host => host with { ErrorIsTerminal = true }, Arguments("--resume"));
        Assert.Contains("continuing after epoch 1/3", call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs", "4", "epochs is 4", "3")]
    [InlineData("--set", "momentum=0.5", "momentum is 0.5", "0")]
    [InlineData("--hidden", "8,8", "hidden is [8, 8]", "[8]")]
    [InlineData("--activation", "relu", "activation is \"relu\"", "\"elu\"")]
    public async Task Options_that_contradict_the_recipe_are_refused(string option, string value, string got, string begun)
    {
        await Cancelled();
        string before = _folder.Names;
        (await Call.RunAsync("train", "--out", _folder["out"], "--resume", option, value)).Fails(
            ExitCode.WrongCall,
            $"the recipe: {got}, but the run in {_folder["out"]} was started with {begun}; leave it out to continue that run, or start another with --out or --force.");
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public async Task A_recipe_file_counts_for_the_fields_it_has()
    {
        await Cancelled();
        string good = _folder.Write("good.json", """{ "batchSize": 16 }"""), bad = _folder.Write("bad.json", """{ "batchSize": 32 }""");
        Assert.Equal(ExitCode.WrongCall, (await Call.RunAsync("train", bad, "--out", _folder["out"], "--resume")).Code);
        Assert.Equal(ExitCode.Done, (await Call.RunAsync("train", good, "--out", _folder["out"], "--resume")).Code);
    }

    [Fact]
    public async Task To_continue_and_to_replace_exclude_each_other()
    {
        (await Train("--resume", "--force")).Fails(
            ExitCode.WrongCall, "--resume continues the run that is there and --force replaces it; give one of them.");
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public async Task Without_resume_a_run_that_has_not_finished_is_refused()
    {
        await Cancelled();
        (await Train()).Fails(
            ExitCode.WrongCall,
            $"the output directory {_folder["out"]} holds a run that has not finished; continue it with --resume, choose another with --out, or replace it with --force.");
    }

    [Fact]
    public async Task A_damaged_checkpoint_ends_in_3_and_one_sentence()
    {
        await Cancelled();
        string checkpoint = _folder["out/checkpoint.safetensors"];
        using (var stream = new FileStream(checkpoint, FileMode.Open))
            stream.SetLength(stream.Length - 1);
        string before = _folder.Names;

        var call = await Train("--resume", "--quiet");

        Assert.Matches(@"^nabla: \S+checkpoint\.safetensors cannot be read: [^\n]+\.\n$", call.Error);
        Assert.Equal((ExitCode.WrongData, ""), (call.Code, call.Output));
        Assert.Equal(before, _folder.Names);
    }

    /// <summary>A short form of eng/kill-loop.</summary>
    [Fact]
    public async Task A_run_that_is_killed_again_and_again_comes_to_the_same_end()
    {
        string[] recipe = ["train", "--data", "shapes:1000", "--hidden", "16", "--epochs", "150", "--batch-size", "16", "--set", "momentum=0.9", "--learning-rate", "0.003"];
        await Call.RunAsync([.. recipe, "--out", _folder["whole"], "--quiet"]);

        int continued = 0;
        foreach (int pause in new[] { 0, 3, 11, 30, 70 })
            continued += await RunAndKill(pause);
        Assert.True(continued > 0, "It was never continued from a checkpoint.");
        Assert.Equal(ExitCode.Done, (await Call.RunAsync([.. recipe, "--out", _folder["killed"], "--resume", "--threads", "2"])).Code);

        Assert.Equal(File.ReadAllText(_folder["whole/steps.csv"]), File.ReadAllText(_folder["killed/steps.csv"]));
        Assert.Equal(WithoutSeconds("whole"), WithoutSeconds("killed"));
        Assert.Equal(File.ReadAllBytes(_folder["whole/model.safetensors"]), File.ReadAllBytes(_folder["killed/model.safetensors"]));
        Assert.Equal(Fingerprint("whole"), Fingerprint("killed"));
        Assert.Equal(Directory.GetFiles(_folder["whole"]).Length, Directory.GetFiles(_folder["killed"]).Length);

        // Kills it some milliseconds after its second epoch, when the checkpoint of the first is there, unless it is done by then.
        async Task<int> RunAndKill(int milliseconds)
        {
            using var tool = ToolProcess.Start([.. recipe, "--out", _folder["killed"], "--resume"]);
            int epochs = 0, times = 0;
            while (epochs < 2 && await tool.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                epochs += line.StartsWith("epoch ", StringComparison.Ordinal) ? 1 : 0;
                times += line.StartsWith("continuing after", StringComparison.Ordinal) ? 1 : 0;
            }

            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            tool.Kill();
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
            return times;
        }
    }

    private IEnumerable<string> WithoutSeconds(string run) => File.ReadLines(_folder[$"{run}/epochs.csv"]).Select(line => string.Join(',', line.Split(',').Where((_, column) => column != SecondsColumn)));

    private string? Fingerprint(string run)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_folder[$"{run}/result.json"]));
        return json.RootElement.GetProperty("finalFingerprint").GetString();
    }

    /// <summary>A run that Ctrl-C ended in its second epoch.</summary>
    private async Task Cancelled()
    {
        using var source = new CancellationTokenSource();
        using var error = new CancellingWriter(source) { NewLine = "\n" };
        var call = await Call.RunAsync(host => host with { Error = error, Cancellation = source.Token }, Arguments());
        Assert.Equal(ExitCode.Cancelled, call.Code);
        Assert.EndsWith($"nabla: cancelled after 1 epoch; partial results are in {_folder["out"]}; continue with --resume.\n", error.ToString(), StringComparison.Ordinal);
    }

    private Task<Call> Train(params string[] args) => Call.RunAsync(Arguments(args));

    private string[] Arguments(params string[] args) =>
        ["train", "--data", "shapes:100", "--hidden", "8", "--epochs", "3", "--batch-size", "16", "--out", _folder["out"], .. args];

    /// <summary>Cancels when it reads that the first epoch has ended.</summary>
    private sealed class CancellingWriter(CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith("epoch 1/", StringComparison.Ordinal) == true)
                source.Cancel();
        }
    }
}
