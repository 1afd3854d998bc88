using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class StudyCommandTests : IDisposable
{
    private const string Tiny = """
        {
          "question": "Is wide better than deep?",
          "base": { "data": "shapes:200", "epochs": 2, "batchSize": 16, "learningRate": 0.01 },
          "entries": { "wide": { "hidden": "8,6" }, "deep": { "hidden": "8,3x?", "match": "wide" } },
          "seeds": [1, 2, 3]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public StudyCommandTests() => _folder.Write("tiny.json", Tiny);

    public void Dispose() => _folder.Dispose();

    private Task<Call> Study(params string[] args) =>
        Call.RunAsync(host => host with { Time = new SteadyClock() }, ["study", _folder["tiny.json"], "--out", _folder["out"], .. args]);

    [Fact]
    public async Task A_study_prints_a_table_and_what_can_be_said_of_the_differences()
    {
        var call = await Study();
        Assert.Equal(0, call.Code);
        Assert.Contains("  tiny\n  Is wide better than deep?", call.Output, StringComparison.Ordinal);
        Assert.Matches("entry +runs +test accuracy +validation +parameters +best epoch", call.Output);
        Assert.Contains("deep: 8,3x6 has 24,711 parameters, the closest to wide's 24,708", call.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("  deep − wide\n", call.Output, StringComparison.Ordinal);
        Assert.Contains("Means ± 2 standard deviations over seeds (n − 1)", call.Output, StringComparison.Ordinal);
        Assert.StartsWith("tiny: Is wide better than deep?\n2 entries, 3 seeds: 6 runs on 1 thread\n", call.Error, StringComparison.Ordinal);
        Assert.Contains("run 6/6: deep, seed 3: test accuracy ", call.Error, StringComparison.Ordinal);
        Assert.True(call.Output.Split('\n').All(line => line.Length <= 80), call.Output);
    }

    [Fact]
    public async Task Json_stands_alone_and_is_what_the_file_says()
    {
        var call = await Study("--json", "--quiet", "--set", "epochs=1", "--set", "seeds=7", "--threads", "2");
        Assert.Equal((0, ""), (call.Code, call.Error));
        Assert.Equal(File.ReadAllText(_folder["out/study.json"]), call.Output);
        var result = StudyResultReader.Parse(call.Output, "the output");
        Assert.Equal([7UL], result.Seeds);
        Assert.All(result.Entries, entry => Assert.Equal(1, entry.Recipe.Epochs));
        Assert.Equal(ComparisonVerdict.TooFewSeeds, result.Comparisons[0].Verdict);
    }

    [Fact]
    public async Task What_is_done_is_not_repeated()
    {
        await Study("--set", "seeds=1");
        (await Study("--set", "seeds=1")).Fails(2, $"the output directory {_folder["out"]} already holds a study; choose another with --out, or replace it with --force.");
        var call = await Study("--resume");
        Assert.Equal(0, call.Code);
        Assert.Contains("2 entries, 3 seeds: 4 of 6 runs remaining, on 1 thread\n", call.Error, StringComparison.Ordinal);
        Assert.Contains("run 1/6: wide, seed 1: test accuracy ", call.Error, StringComparison.Ordinal);
        Assert.Equal(2, call.Error.Split(", already done").Length - 1);
        Assert.Equal(0, (await Study("--force", "--set", "seeds=1")).Code);
    }

    [Fact]
    public async Task A_call_that_is_wrong_gives_one_sentence()
    {
        (await Call.RunAsync("study")).Fails(2, "study takes STUDY.json; see nabla study --help.");
        (await Study("--resume", "--force")).Fails(2, "--resume continues the study that is there and --force replaces it; give one of them.");
        (await Study("--set", "epohcs=1")).Fails(2, $"{_folder["tiny.json"]}: --set: unknown field \"epohcs\"; did you mean \"epochs\"?");
        (await Study("--set", "epochs")).Fails(2, "--set \"epochs\" is not of the form FIELD=VALUE; an example is --set momentum=0.9.");
        (await Call.RunAsync("study", _folder["none.json"])).Fails(2, $"{_folder["none.json"]}: there is no such file.");
    }

    [Fact]
    public async Task A_run_that_diverges_is_told_and_does_not_count()
    {
        var call = await Study("--quiet", "--set", "learningRate=1e30", "--set", "seeds=1");
        Assert.Equal(4, call.Code);
        Assert.Equal("nabla: 2 runs of 2 diverged and do not count: wide-seed1, deep-seed1.\n", call.Error);
        Assert.Contains("not available, because no seed has finished for both", call.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_that_is_cancelled_says_how_it_goes_on()
    {
        using var source = new CancellationTokenSource();
        using var error = new CancellingWriter(source, "run 2/6");
        var call = await Call.RunAsync(host => host with { Cancellation = source.Token, Error = error, Time = new SteadyClock() }, "study", _folder["tiny.json"], "--out", _folder["out"], "--set", "epochs=3");
        Assert.Equal(130, call.Code);
        Assert.EndsWith($"nabla: cancelled after 2 of 6 runs; partial results are in {_folder["out"]}; continue with --resume.\n", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(StudyState.Cancelled, StudyResultReader.ReadFile(_folder["out"]).State);
        Assert.Equal(0, (await Study("--resume", "--set", "epochs=3")).Code);
    }

    [Fact]
    public async Task A_study_is_resumed_without_its_file()
    {
        await Study("--set", "seeds=1", "--set", "epochs=1", "--quiet");
        string study = File.ReadAllText(_folder["out/study.csv"]);
        File.Delete(_folder["tiny.json"]);
        File.Delete(_folder["out/deep-seed1/result.json"]);

        var call = await Call.RunAsync(host => host with { Time = new SteadyClock() }, "study", "--resume", "--out", _folder["out"]);

        Assert.Equal(0, call.Code);
        Assert.StartsWith("tiny: Is wide better than deep?\n2 entries, 1 seed: 1 of 2 runs remaining, on 1 thread\n", call.Error, StringComparison.Ordinal);
        Assert.Equal(study, File.ReadAllText(_folder["out/study.csv"]));
        Assert.Equal(StudyState.Completed, StudyResultReader.ReadFile(_folder["out"]).State);
        (await Call.RunAsync("study", "--resume", "--out", _folder["none"])).Fails(2, "study takes STUDY.json; see nabla study --help.");
    }

    [Fact]
    public async Task A_study_of_the_documents_runs_shrunk()
    {
        string file = Path.Combine(Repository.Root, "lab", "studies", "wide-or-deep.json");
        var call = await Call.RunAsync("study", file, "--out", _folder["out"], "--set", "data=shapes:300", "--set", "epochs=1", "--threads", "2");
        Assert.Equal(0, call.Code);
        Assert.Contains("512-120x6: 512,120x6 has 1,708,746 parameters, the closest to 512-256's 1,707,274 (with 5: 1,694,226; with 7: 1,723,266).", call.Error, StringComparison.Ordinal);
        var result = StudyResultReader.ReadFile(_folder["out"]);
        Assert.Equal([1_707_274, 1_694_226, 1_708_746], result.Entries.Select(entry => entry.Parameters));
        Assert.All(result.Entries, entry => Assert.Equal((3, 2.0), (entry.Figures["testAccuracy"].Count, result.ErrorBars)));
    }

    /// <summary>Notes what is written and cancels when some of it is.</summary>
    private sealed class CancellingWriter(CancellationTokenSource source, string at) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.Write(value + "\n");
            if (value?.StartsWith(at, StringComparison.Ordinal) == true)
                source.Cancel();
        }
    }
}
