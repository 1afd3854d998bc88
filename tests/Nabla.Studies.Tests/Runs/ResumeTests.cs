using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

/// <summary>Runs that stop, by a signal or a crash, and go on.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Recipe Small = new() { Data = "shapes:200", Hidden = [8], Epochs = 4, BatchSize = 16, LearningRate = 0.01, Momentum = 0.9 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RunOptions Options => new() { OutputDirectory = _folder["run"], Time = new SteadyClock(), CheckpointInterval = TimeSpan.Zero };

    private string Checkpoint => Path.Combine(_folder["run"], RunDirectory.CheckpointFileName);

    private static RunResult Execute(Recipe recipe, RunOptions options) => Run.Execute(recipe, options, TestContext.Current.CancellationToken);

    /// <summary>The second engine keeps doubles, and adam's two numbers for each of them, in a file of floats.</summary>
    [Theory, InlineData(Engine.Analytic, OptimizerKind.Sgd), InlineData(Engine.Autograd, OptimizerKind.Sgd), InlineData(Engine.Autograd, OptimizerKind.Adam)]
    public void What_a_crash_in_any_epoch_leaves_goes_on_to_the_same_files(Engine engine, OptimizerKind optimizer)
    {
        var recipe = Small with { Engine = engine, Optimizer = optimizer, Momentum = optimizer == OptimizerKind.Sgd ? 0.9 : 0, BatchNorm = engine == Engine.Autograd };
        // A copy of the directory at the first step of each epoch is what a crash there would leave.
        Execute(recipe, Options with { Observers = [new Watcher { AtStep = step => { if (step % 11 == 1) Copy("run", $"crash{(step / 11) + 1}"); } }] });

        for (int epoch = 1; epoch <= Small.Epochs; epoch++)
        {
            string directory = _folder[$"crash{epoch}"];
            Assert.Equal(epoch == 1 ? "recipe.json" : "checkpoint.safetensors recipe.json", Names(directory));
            var watcher = new Watcher();
            Execute(recipe, Options with { OutputDirectory = directory, Resume = true, Observers = [watcher] });

            Assert.Equal(epoch - 1, watcher.Before);
            Assert.Equal("epochs.csv layers.csv model.safetensors recipe.json result.json steps.csv", Names(directory));
            foreach (string name in Names(directory).Split(' '))
                Assert.Equal(File.ReadAllText(_folder[$"run/{name}"]), File.ReadAllText(Path.Combine(directory, name)));
        }
    }

    [Fact]
    public void A_cancelled_run_can_be_continued_from_its_last_checkpoint()
    {
        string whole = Execute(Small, Options with { OutputDirectory = _folder["whole"] }).FinalFingerprint;

        var cancelled = Cancel(atStep: 25);
        Assert.Equal((StopReason.Cancelled, 2, 25L), (cancelled.StopReason, cancelled.Epochs.Count, cancelled.Steps));
        Assert.Equal("checkpoint.safetensors epochs.csv layers.csv model.safetensors recipe.json result.json steps.csv", Names(_folder["run"]));

        var finished = Execute(Small, Options with { Resume = true });
        Assert.Equal((StopReason.Completed, whole), (finished.StopReason, finished.FinalFingerprint));
        Assert.Equal("epochs.csv layers.csv model.safetensors recipe.json result.json steps.csv", Names(_folder["run"]));
    }

    [Fact]
    public void A_run_cancelled_in_its_first_epoch_begins_again()
    {
        Cancel(atStep: 3);
        Assert.Equal("epochs.csv layers.csv recipe.json result.json steps.csv", Names(_folder["run"]));
        Assert.Equal(StopReason.Completed, Execute(Small, Options with { Resume = true }).StopReason);
    }

    [Fact]
    public void A_crash_between_the_result_and_the_end_is_a_finished_run()
    {
        Cancel(atStep: 25);
        Copy("run", "kept");
        var finished = Execute(Small, Options with { Resume = true });
        File.Copy(Path.Combine(_folder["kept"], RunDirectory.CheckpointFileName), Checkpoint);

        Assert.Equal(finished.ToJson(), Execute(Small, Options with { Resume = true }).ToJson());
        Assert.False(File.Exists(Checkpoint));
    }

    [Fact]
    public void A_finished_run_is_read_not_run_again()
    {
        foreach (double rate in new[] { 0.01, 1e6 })
        {
            var recipe = Small with { LearningRate = rate };
            var options = Options with { OutputDirectory = _folder[rate < 1 ? "run" : "diverged"] };
            var result = Execute(recipe, options);
            var watcher = new Watcher { AtStep = _ => Assert.Fail("It trains again.") };
            Assert.Equal(result.ToJson(), Execute(recipe, options with { Resume = true, Observers = [watcher] }).ToJson());
        }
    }

    [Fact]
    public void Where_there_is_no_run_one_begins() => Assert.Equal(StopReason.Completed, Execute(Small, Options with { Resume = true }).StopReason);

    [Fact]
    public void What_writers_that_were_killed_left_is_taken_away()
    {
        Cancel(atStep: 25);
        File.WriteAllText(Checkpoint + ".partial", "half");
        File.WriteAllText(_folder["run/result.json.partial"], "half");
        Execute(Small, Options with { Resume = true });
        Assert.Equal("epochs.csv layers.csv model.safetensors recipe.json result.json steps.csv", Names(_folder["run"]));
    }

    [Fact]
    public void Another_recipe_is_refused_with_the_fields_and_both_values()
    {
        Cancel(atStep: 25);
        string before = Contents();
        var error = Assert.Throws<RecipeException>(() => Execute(Small with { Epochs = 5, Hidden = [9, 9], Name = "shapes200-8-elu-seed42" }, Options with { Resume = true }));
        string directory = _folder["run"];
        Assert.Equal(
            [
                $"hidden is [9, 9], but the run in {directory} was started with [8]; leave it out to continue that run, or start another with --out or --force.",
                $"epochs is 5, but the run in {directory} was started with 4; leave it out to continue that run, or start another with --out or --force.",
            ],
            error.Errors);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_and_nothing_changes()
    {
        Cancel(atStep: 25);
        byte[] bytes = File.ReadAllBytes(Checkpoint);
        bytes[^100] ^= 1;
        File.WriteAllBytes(Checkpoint, bytes);
        string before = Contents();

        var error = Assert.Throws<InvalidDataException>(() => Execute(Small, Options with { Resume = true }));
        Assert.Equal($"{Checkpoint} cannot be read: its contents do not match their checksum: the file was damaged or edited.", error.Message);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_checkpoint_of_another_recipe_is_refused()
    {
        Cancel(atStep: 25);
        var (checkpoint, _) = Networks.Checkpoint.Load(Checkpoint);

        checkpoint.Save(Checkpoint, (Small with { Name = "shapes200-8-elu-seed42", BatchSize = 8 }).ToJson());
        Assert.Equal($"{Checkpoint} does not belong to this run: its batchSize is 8, that of recipe.json is 16; start again with --force.", Refusal());

        checkpoint.Save(Checkpoint, "{ \"epochs\": 0 }");
        Assert.Equal($"the recipe inside {Checkpoint} cannot be read: epochs is 0; it must be a whole number from 1 to 100000.", Refusal());

        (checkpoint with { StepLosses = [1] }).Save(Checkpoint, File.ReadAllText(_folder["run/recipe.json"]));
        Assert.Equal($"{Checkpoint} does not belong to this run: it has 1 steps, but 2 epochs of this run have 22; start again with --force.", Refusal());

        string Refusal() => Assert.Throws<InvalidDataException>(() => Execute(Small, Options with { Resume = true })).Message;
    }

    [Fact]
    public void A_checkpoint_without_its_recipe_is_not_thrown_away()
    {
        Cancel(atStep: 25);
        File.Delete(_folder["run/recipe.json"]);
        var error = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options with { Resume = true }));
        Assert.Equal($"{_folder["run"]} holds a checkpoint but no recipe.json; put that back, or start again with --force.", error.Message);
        Assert.True(File.Exists(Checkpoint));
    }

    [Fact]
    public void A_result_that_cannot_be_read_is_refused()
    {
        Directory.CreateDirectory(_folder["run"]);
        string file = _folder.Write("run/result.json", "old");
        var error = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options with { Resume = true }));
        Assert.Equal($"{file} is not JSON: line 1, byte 1 cannot be read; it was truncated or edited: restore the original file, or train again with --force, or choose another directory with --out.", error.Message);
    }

    [Fact]
    public void A_result_without_its_recipe_is_not_taken_for_that_of_another()
    {
        Execute(Small, Options);
        File.Delete(_folder["run/recipe.json"]);
        Assert.Equal(StopReason.Completed, Execute(Small, Options with { Resume = true }).StopReason);
        var error = Assert.Throws<RecipeException>(() => Execute(Small with { Epochs = 9 }, Options with { Resume = true }));
        Assert.StartsWith("epochs is 9, but the run in ", Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_of_a_newer_format_is_refused()
    {
        Execute(Small, Options);
        string file = _folder["run/result.json"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"format\": 1,", "\"format\": 2,", StringComparison.Ordinal));
        var error = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options with { Resume = true }));
        Assert.Equal($"{file} has format 2; this version of Nabla reads formats up to 1: use the version that wrote it, or a later one, or choose another directory with --out.", error.Message);
    }

    [Fact]
    public void A_run_that_has_not_finished_is_not_overwritten_and_has_no_model_yet()
    {
        Cancel(atStep: 25);
        foreach (string name in new[] { "result.json", "model.safetensors" })
            File.Delete(_folder[$"run/{name}"]);

        var error = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options));
        Assert.Equal(
            $"the output directory {_folder["run"]} holds a run that has not finished; continue it with --resume, choose another with --out, or replace it with --force.",
            error.Message);
        var noModel = Assert.Throws<InvalidDataException>(() => ModelEvaluation.Evaluate(_folder["run"], null, 1, _ => null));
        Assert.Equal($"the run {_folder["run"]} has no model.safetensors yet: it has not finished; continue it with nabla train --resume.", noModel.Message);
        Assert.Equal(StopReason.Completed, Execute(Small, Options with { Force = true }).StopReason);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_the_run_and_leaves_it_to_be_continued()
    {
        var blocker = new Watcher { AtStep = step => { if (step == 12) Directory.CreateDirectory(Checkpoint + ".partial"); } };
        var error = Assert.Throws<OutputDirectoryException>(() => Execute(Small, Options with { Observers = [blocker] }));
        Assert.Matches(@"^\S+checkpoint\.safetensors cannot be written \([^\n]+\); make room, then continue the run with --resume\.$", error.Message);

        Directory.Delete(Checkpoint + ".partial");
        var watcher = new Watcher();
        Assert.Equal(StopReason.Completed, Execute(Small, Options with { Resume = true, Observers = [watcher] }).StopReason);
        Assert.Equal(1, watcher.Before);
    }

    [Fact]
    public void Between_two_checkpoints_the_interval_passes_but_the_first_epoch_has_one()
    {
        var times = new List<DateTime>();
        var watcher = new Watcher { AtStep = step => { if (step % 11 == 1 && File.Exists(Checkpoint)) times.Add(File.GetLastWriteTimeUtc(Checkpoint)); } };
        Execute(Small, Options with { CheckpointInterval = TimeSpan.FromDays(1), Observers = [watcher] });
        Assert.Equal(3, times.Count);
        Assert.Single(times.Distinct());
    }

    [Fact]
    public void To_continue_and_to_replace_exclude_each_other() =>
        Assert.Throws<ArgumentException>(() => Execute(Small, Options with { Resume = true, Force = true }));

    private RunResult Cancel(long atStep)
    {
        using var source = new CancellationTokenSource();
        var watcher = new Watcher { AtStep = step => { if (step == atStep) source.Cancel(); } };
        return Run.Execute(Small, Options with { Observers = [watcher] }, source.Token);
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(_folder[to]);
        foreach (string file in Directory.GetFiles(_folder[from]).Where(file => !Path.GetFileName(file).StartsWith(DirectoryLock.LockFileName, StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(_folder[to], Path.GetFileName(file)));
    }

    private string Contents() => string.Join('\n', Directory.GetFiles(_folder["run"]).Order(StringComparer.Ordinal).Select(file => file + Convert.ToHexString(File.ReadAllBytes(file))));

    private static string Names(string directory) => string.Join(' ', Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private sealed class Watcher : IRunObserver
    {
        public int Before { get; private set; }

        public Action<long>? AtStep { get; init; }

        public void OnResume(IReadOnlyList<EpochRecord> epochs) => Before = epochs.Count;

        public void OnStep(long step, double loss, double penalty, int? correct, int samples) => AtStep?.Invoke(step);
    }
}
