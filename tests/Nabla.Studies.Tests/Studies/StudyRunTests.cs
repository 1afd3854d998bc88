using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class StudyRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StudyOptions Options => new() { OutputDirectory = _folder["study"], Time = new SteadyClock() };

    private static Study Small(string seeds = "1, 2, 3") => StudyReader.Parse($$"""
        {
          "question": "Is eight better than four?",
          "base": { "data": "shapes:200", "epochs": 2, "batchSize": 16, "learningRate": 0.01 },
          "entries": { "four": { "hidden": 4 }, "eight": { "hidden": 8, "activation": "relu" } },
          "seeds": [{{seeds}}]
        }
        """, name: "small");

    private static StudyResult Execute(Study study, StudyOptions options) => StudyRun.Execute(study, options, TestContext.Current.CancellationToken);

    [Fact]
    public void Each_run_is_an_ordinary_run()
    {
        var result = Execute(Small("5"), Options);
        string run = "epochs.csv layers.csv model.safetensors recipe.json result.json steps.csv";
        Assert.Equal(
            string.Join(' ', new[] { "study", "study/definition.json", "study/eight-seed5" }.Concat(run.Split(' ').Select(file => $"study/eight-seed5/{file}"))
                .Append("study/four-seed5").Concat(run.Split(' ').Select(file => $"study/four-seed5/{file}")).Append("study/study.csv").Append("study/study.json")),
            _folder.Names);

        var alone = Run.Execute(RecipeReader.ReadFile(_folder["study/eight-seed5/recipe.json"]), new RunOptions { OutputDirectory = _folder["alone"] }, TestContext.Current.CancellationToken);
        Assert.Equal(alone.BestFingerprint, result.Entry("eight").Runs[0].BestFingerprint);
    }

    [Fact]
    public void Means_and_deviations_are_those_of_the_runs()
    {
        var result = Execute(Small(), Options);
        Assert.Equal(StudyState.Completed, result.State);
        Assert.Equal([1UL, 2, 3], result.Seeds);
        foreach (var entry in result.Entries)
        {
            RunResult[] runs = [.. entry.Runs.Select(run => RunResultReader.Read(_folder[$"study/{run.Directory}"]).Result)];
            Assert.Equal(Spread.Of(runs.Select(run => run.TestAccuracy!.Value)), entry.Figures["testAccuracy"]);
            Assert.Equal(Spread.Of(runs.Select(run => run.Epochs[1].ValidationAccuracy!.Value)), entry.Figures["lastValidationAccuracy"]);
            Assert.Equal(Spread.Of(runs.Select(run => run.Epochs[1].TrainLoss)), entry.Epochs[1].TrainLoss);
            Assert.Equal(2, entry.Epochs.Count);
            Assert.Equal(Spread.Of(runs.Select(run => Math.Max(0, run.Epochs[0].ValidationAccuracy!.Value - run.Epochs[1].ValidationAccuracy!.Value))), entry.Figures["validationFalls"]);
            Assert.Equal(runs[0].Parameters, entry.Parameters);
            Assert.Equal(runs.Select(run => run.BestFingerprint), entry.Runs.Select(run => run.BestFingerprint));
            Assert.Equal(["four", "eight"], result.Entries.Select(other => other.Name));
            Assert.Equal(StudyFigure.Names.Except(["testRmse", "testMae", "testR2"]), entry.Figures.Keys);
        }

        Assert.Equal(["testAccuracy", "validationAccuracy"], result.Comparisons.Select(comparison => comparison.Figure));
        var difference = result.Entry("eight").Figures["testAccuracy"].Mean - result.Entry("four").Figures["testAccuracy"].Mean;
        Assert.Equal(difference, result.Comparisons[0].Difference!.Value, 1e-12);
        Assert.Equal(3, result.Comparisons[0].Count);
        string[] lines = File.ReadAllLines(_folder["study/study.csv"]);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Equal(19, line.Split(',').Length));
        Assert.StartsWith("entry,epoch,runs,trainLossMean,trainLossDeviation,trainLossLeast,trainLossGreatest,trainAccuracyMean,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("four,1,3,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_and_what_runs_beside_it_change_no_number()
    {
        var one = Execute(Small(), Options);
        var five = Execute(Small(), Options with { Threads = 5, OutputDirectory = _folder["five"] });
        Assert.Equal(one.Entries.SelectMany(entry => entry.Runs).Select(run => run.BestFingerprint), five.Entries.SelectMany(entry => entry.Runs).Select(run => run.BestFingerprint));
        Assert.Equal(File.ReadAllText(_folder["study/study.csv"]), File.ReadAllText(_folder["five/study.csv"]));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var result = Execute(Small("1, 2"), Options);
        string text = File.ReadAllText(_folder["study/study.json"]);
        Assert.Equal(result.ToJson(), text);
        Assert.Equal(text, StudyResultReader.ReadFile(_folder["study"]).ToJson());
        Assert.Equal(text, StudyResultReader.ReadFile(_folder["study/study.json"]).ToJson());
        using var json = JsonDocument.Parse(text);
        Assert.Equal(
            ["format", "name", "question", "note", "state", "seeds", "errorBars", "ddof", "entries", "comparisons", "seconds", "machine"],
            json.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal("completed", json.RootElement.GetProperty("entries")[0].GetProperty("runs")[0].GetProperty("stopReason").GetString());
        Assert.Equal("tooFewSeeds", json.RootElement.GetProperty("comparisons")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public void An_open_number_is_matched_before_anything_runs()
    {
        var study = StudyReader.Parse("""
            { "question": "?", "base": { "data": "shapes:100", "epochs": 1, "batchSize": 16 }, "entries": { "wide": { "hidden": "8,6" }, "deep": { "hidden": "8,3x?", "match": "wide" } }, "seeds": [1] }
            """);
        var deep = Execute(study, Options).Entry("deep");
        Assert.Equal((24_708L, "wide"), (deep.Match!.Target, deep.MatchedTo));
        Assert.Equal(deep.Match.Parameters, deep.Parameters);
        Assert.Equal(deep.Match.Number, deep.Recipe.Hidden.Count - 1);
    }

    [Fact]
    public void A_study_that_is_there_is_refused_continued_or_replaced()
    {
        Execute(Small("1"), Options);
        Assert.Equal(
            $"the output directory {_folder["study"]} already holds a study; choose another with --out, or replace it with --force.",
            Assert.Throws<OutputDirectoryException>(() => Execute(Small("1"), Options)).Message);

        var watcher = new Watcher();
        var more = Execute(Small("1, 2"), Options with { Resume = true, Observer = watcher });
        Assert.Equal(StudyState.Completed, more.State);
        Assert.Equal(["eight-seed1 was there", "eight-seed2", "four-seed1 was there", "four-seed2"], watcher.Ended.Order(StringComparer.Ordinal));
        Assert.Equal(2, watcher.Pending);

        watcher = new Watcher();
        Execute(Small("1"), Options with { Force = true, Observer = watcher });
        Assert.Equal(["eight-seed1", "four-seed1"], watcher.Ended.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_recipe_is_not_continued_with()
    {
        Execute(Small("1"), Options);
        var other = StudyReader.Parse("""{ "question": "?", "base": { "data": "shapes:200", "epochs": 2, "batchSize": 16, "learningRate": 0.02 }, "entries": { "four": { "hidden": 4 } }, "seeds": [1] }""", name: "small");
        Assert.Equal(
            [$"learningRate is 0.02, but the run in {Path.Combine(_folder["study"], "four-seed1")} was started with 0.01; leave it out to continue that run, or start another with --out or --force."],
            Assert.Throws<RecipeException>(() => Execute(other, Options with { Resume = true })).Errors);
    }

    [Fact]
    public void The_definition_is_saved_whole_so_that_the_directory_is_enough_to_resume()
    {
        var study = Small("1");
        Execute(study, Options);
        var saved = StudyReader.ReadFile(StudyDirectory.DefinitionIn(_folder["study"]));
        Assert.Equal(study.ToJson(), saved.ToJson());
        Assert.Equal(study.Entries.Select(entry => entry.Recipe), saved.Entries.Select(entry => entry.Recipe));

        var watcher = new Watcher();
        Execute(saved, Options with { Resume = true, Observer = watcher });
        Assert.Equal(0, watcher.Pending);
    }

    [Fact]
    public void A_study_that_fails_when_it_is_resumed_loses_nothing()
    {
        Execute(Small("1"), Options);
        string before = _folder.Names;
        var missing = StudyReader.Parse($$"""{ "question": "?", "base": { "data": {{JsonSerializer.Serialize($"cifar10:{_folder["none"]}")}} }, "entries": { "a": {} }, "seeds": [1] }""", name: "small");
        Assert.Throws<InvalidDataException>(() => Execute(missing, Options with { Resume = true }));
        Assert.Equal(before, _folder.Names);
    }

    [Fact]
    public void A_study_that_another_process_writes_is_refused()
    {
        var seen = new List<string>();
        var study = Small("1");
        Execute(study, Options with { Observer = new AtStart(() => seen.Add(Assert.Throws<OutputDirectoryException>(() => Execute(study, Options with { Resume = true })).Message)) });
        Assert.Equal([$"the output directory {_folder["study"]} is being written by process {Environment.ProcessId}; wait for it, or choose another with --out."], seen);
    }

    [Fact]
    public void A_run_in_its_place_is_left_alone()
    {
        Run.Execute(new Recipe { Data = "shapes:100", Epochs = 1, BatchSize = 16, Hidden = [2] }, new RunOptions { OutputDirectory = _folder["study"] }, TestContext.Current.CancellationToken);
        Assert.Equal(
            $"the output directory {_folder["study"]} holds a run, not a study; choose another with --out.",
            Assert.Throws<OutputDirectoryException>(() => Execute(Small(), Options with { Force = true })).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_study_that_is_cancelled_is_readable_and_goes_on_to_the_same_bits(int threads)
    {
        var whole = Execute(Small("1, 2"), Options with { OutputDirectory = _folder["whole"] });
        using var source = new CancellationTokenSource();
        var cancelled = StudyRun.Execute(Small("1, 2"), Options with { Threads = threads, Observer = new Watcher { CancelAtEpoch = source } }, source.Token);

        Assert.Equal(StudyState.Cancelled, cancelled.State);
        Assert.Contains(cancelled.Entries.SelectMany(entry => entry.Runs), run => run.StopReason == StopReason.Cancelled);
        Assert.Contains(cancelled.Entries.SelectMany(entry => entry.Runs), run => run.StopReason is null);
        Assert.Equal(cancelled.ToJson(), StudyResultReader.ReadFile(_folder["study"]).ToJson());
        Assert.Equal(
            $"the output directory {_folder["study"]} holds a study that has not finished; continue it with --resume, choose another with --out, or replace it with --force.",
            Assert.Throws<OutputDirectoryException>(() => Execute(Small("1, 2"), Options)).Message);

        var resumed = Execute(Small("1, 2"), Options with { Resume = true });
        Assert.Equal(StudyState.Completed, resumed.State);
        Assert.Equal(File.ReadAllText(_folder["whole/study.csv"]), File.ReadAllText(_folder["study/study.csv"]));
        Assert.Equal(
            whole.Entries.SelectMany(entry => entry.Runs).Select(run => run.BestFingerprint),
            resumed.Entries.SelectMany(entry => entry.Runs).Select(run => run.BestFingerprint));
    }

    [Fact]
    public void A_study_that_is_cancelled_before_it_begins_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => StudyRun.Execute(Small(), Options, source.Token));
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void Data_that_are_missing_end_the_study_and_leave_nothing()
    {
        var study = StudyReader.Parse($$"""{ "question": "?", "base": { "data": {{JsonSerializer.Serialize($"cifar10:{_folder["none"]}")}} }, "entries": { "a": {} }, "seeds": [1, 2, 3] }""");
        Assert.Throws<InvalidDataException>(() => Execute(study, Options with { Threads = 2 }));
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_run_that_diverged_does_not_count()
    {
        var study = StudyReader.Parse("""
            { "question": "?", "base": { "data": "shapes:200", "epochs": 1, "batchSize": 16, "hidden": 4 }, "entries": { "low": { "learningRate": 0.01 }, "high": { "learningRate": 1e30 } }, "seeds": [1, 2] }
            """);
        var result = Execute(study, Options);
        Assert.Equal(StudyState.Completed, result.State);
        Assert.All(result.Entry("high").Runs, run => Assert.Equal(StopReason.Diverged, run.StopReason));
        Assert.Empty(result.Entry("high").Figures);
        Assert.Empty(result.Entry("high").Epochs);
        Assert.Equal(0, result.Comparisons[0].Count);
    }

    private sealed class AtStart(Action action) : IStudyObserver
    {
        public void OnStart(StudyPlan plan) => action();
    }

    /// <summary>Notes what it hears, and may cancel when the first epoch ends.</summary>
    private sealed class Watcher : IStudyObserver, IRunObserver
    {
        private readonly Lock _gate = new();

        public List<string> Ended { get; } = [];

        public int Pending { get; private set; }

        public CancellationTokenSource? CancelAtEpoch { get; init; }

        public void OnStart(StudyPlan plan) => Pending = plan.Pending;

        public IRunObserver OnRun(PlannedRun run, int threads) => this;

        public void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
        {
            lock (_gate)
                Ended.Add(wasThere ? $"{run.Directory} was there" : run.Directory);
        }

        public void OnEpoch(EpochRecord epoch) => CancelAtEpoch?.Cancel();
    }
}
