using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class RunTests : IDisposable
{
    private static readonly Recipe Small = new() { Data = "shapes:200", Hidden = [8], Epochs = 2, BatchSize = 16, LearningRate = 0.01 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RunOptions Options => new() { OutputDirectory = _folder["run"], Time = new SteadyClock() };

    private static RunResult Execute(Recipe recipe, RunOptions options) => Run.Execute(recipe, options, TestContext.Current.CancellationToken);

    [Fact]
    public void A_run_writes_its_five_files_and_no_other()
    {
        Execute(Small, Options);
        Assert.Equal("run run/epochs.csv run/layers.csv run/model.safetensors run/recipe.json run/result.json run/steps.csv", _folder.Names);
    }

    [Fact]
    public void Without_a_place_of_its_own_a_run_goes_to_runs() =>
        Assert.Equal(Path.Combine("runs", "shapes200-8-elu-seed42"), new RunOptions().DirectoryFor(Small));

    [Fact]
    public void The_result_has_the_fields_that_scripts_rely_on()
    {
        var result = Execute(Small, Options);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["run/result.json"]));
        var root = json.RootElement;

        Assert.Equal(
            [
                "format", "name", "recipe", "parameters", "layers", "epochs", "bestEpoch", "testLoss", "testAccuracy", "confusionMatrix", "perClass", "stopReason",
                "trainingSeconds", "steps", "samplesPerSecond", "initialFingerprint", "finalFingerprint", "bestFingerprint", "machine",
            ],
            Names(root));
        Assert.Equal(["epoch", "trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy", "seconds", "penalty", "learningRate"], Names(root.GetProperty("epochs")[0]));
        Assert.Equal(["class", "precision", "recall", "fBeta"], Names(root.GetProperty("perClass")[0]));
        Assert.Equal(["0.1", "1", "10"], Names(root.GetProperty("perClass")[0].GetProperty("fBeta")));
        Assert.Equal("completed", root.GetProperty("stopReason").GetString());
        Assert.Equal((3072 * 8) + 8 + (8 * 10) + 10, root.GetProperty("parameters").GetInt64());
        Assert.Equal(2, root.GetProperty("epochs").GetArrayLength());
        Assert.Equal(10, root.GetProperty("perClass").GetArrayLength());
        Assert.Equal(40, root.GetProperty("confusionMatrix").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt64())));
        Assert.Equal(22, root.GetProperty("steps").GetInt64());
        Assert.Matches("^[0-9a-f]{64}$", root.GetProperty("bestFingerprint").GetString());
        Assert.Equal(result.ToJson(), File.ReadAllText(_folder["run/result.json"]));

        static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
    }

    [Fact]
    public void The_recipe_that_is_written_gives_the_same_run_again()
    {
        var first = Execute(Small, Options);
        var again = Execute(RecipeReader.ReadFile(_folder["run/recipe.json"]), Options with { OutputDirectory = _folder["again"] });

        Assert.Equal(first.FinalFingerprint, again.FinalFingerprint);
        Assert.Equal(File.ReadAllBytes(_folder["run/model.safetensors"]), File.ReadAllBytes(_folder["again/model.safetensors"]));
        Assert.Equal(File.ReadAllText(_folder["run/result.json"]), File.ReadAllText(_folder["again/result.json"]));
    }

    [Fact]
    public void Threads_change_no_number_and_another_seed_changes_all()
    {
        var one = Execute(Small, Options);
        var three = Execute(Small, Options with { Threads = 3, OutputDirectory = _folder["three"] });
        var other = Execute(Small with { Seed = 43 }, Options with { OutputDirectory = _folder["other"] });

        Assert.Equal(one.FinalFingerprint, three.FinalFingerprint);
        Assert.Equal(File.ReadAllText(_folder["run/steps.csv"]), File.ReadAllText(_folder["three/steps.csv"]));
        Assert.NotEqual(one.InitialFingerprint, other.InitialFingerprint);
        Assert.NotEqual(one.FinalFingerprint, other.FinalFingerprint);
    }

    [Fact]
    public void No_culture_changes_a_byte()
    {
        Execute(Small, Options);
        using (new ForeignCulture())
        {
            Assert.Equal("0,5", $"{0.5}");
            Execute(Small, Options with { OutputDirectory = _folder["foreign"] });
        }

        foreach (string name in new[] { "steps.csv", "epochs.csv", "recipe.json", "result.json", "model.safetensors" })
            Assert.Equal(File.ReadAllBytes(_folder[$"run/{name}"]), File.ReadAllBytes(_folder[$"foreign/{name}"]));
    }

    [Fact]
    public void Tables_have_a_line_a_step_and_a_line_an_epoch_with_numbers_that_read_back()
    {
        var result = Execute(Small, Options);
        string steps = File.ReadAllText(_folder["run/steps.csv"]);
        string epochs = File.ReadAllText(_folder["run/epochs.csv"]);

        Assert.DoesNotContain('\r', steps + epochs);
        string[] stepLines = steps.TrimEnd('\n').Split('\n');
        Assert.Equal("step,epoch,loss", stepLines[0]);
        Assert.Equal(1 + 22, stepLines.Length);
        Assert.StartsWith("11,1,", stepLines[11], StringComparison.Ordinal);
        Assert.StartsWith("12,2,", stepLines[12], StringComparison.Ordinal);
        string[] epochLines = epochs.TrimEnd('\n').Split('\n');
        Assert.Equal("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds,penalty,learningRate", epochLines[0]);
        Assert.Equal(result.Epochs[1].ValidationLoss, double.Parse(epochLines[2].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_model_is_the_best_epochs_and_evaluates_to_the_same_figures()
    {
        var result = Execute(Small, Options);
        var model = Model.Load(_folder["run/model.safetensors"]);
        var evaluation = ModelEvaluation.Evaluate(_folder["run"], data: null, threads: 1, _ => null);

        Assert.Equal(result.BestFingerprint, model.Network.Parameters.Fingerprint());
        Assert.Equal(new ImageShape(3, 32, 32), model.Input.Image);
        Assert.IsType<Softmax>(model.Output);
        Assert.Equal(DataCatalog.Shapes.ClassNames, model.Task.Names);
        Assert.Equal((result.TestLoss, result.TestAccuracy!.Value), (evaluation.Loss, evaluation.Accuracy));
        Assert.Equal(result.ConfusionMatrix, evaluation.ConfusionMatrix);
    }

    [Fact]
    public void A_diverging_run_is_whole_and_says_where()
    {
        var result = Execute(Small with { LearningRate = 1e6 }, Options);
        string text = File.ReadAllText(_folder["run/result.json"]);
        using var json = JsonDocument.Parse(text);

        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal("diverged", json.RootElement.GetProperty("stopReason").GetString());
        Assert.Equal(result.Divergence!.Step, json.RootElement.GetProperty("divergence").GetProperty("step").GetInt64());
        Assert.NotEmpty(json.RootElement.GetProperty("divergence").GetProperty("tensor").GetString()!);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("testAccuracy").ValueKind);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.Equal("run run/epochs.csv run/layers.csv run/recipe.json run/result.json run/steps.csv", _folder.Names);
    }

    [Fact]
    public void A_run_cancelled_in_its_second_epoch_keeps_the_first()
    {
        using var cancellation = new CancellationTokenSource();
        var observer = new Canceller(cancellation, atStep: 13);

        var result = Run.Execute(Small, Options with { Observers = [observer] }, cancellation.Token);

        Assert.Equal((StopReason.Cancelled, 1, 13L), (result.StopReason, result.BestEpoch!.Value, result.Steps));
        Assert.NotNull(result.TestAccuracy);
        Assert.Equal("run run/checkpoint.safetensors run/epochs.csv run/layers.csv run/model.safetensors run/recipe.json run/result.json run/steps.csv", _folder.Names);
    }

    [Fact]
    public void A_run_cancelled_in_its_first_epoch_has_no_figures_and_no_model()
    {
        using var cancellation = new CancellationTokenSource();

        var result = Run.Execute(Small, Options with { Observers = [new Canceller(cancellation, atStep: 2)] }, cancellation.Token);

        Assert.Equal((StopReason.Cancelled, null, null), (result.StopReason, result.BestEpoch, result.TestAccuracy));
        Assert.Equal("run run/epochs.csv run/layers.csv run/recipe.json run/result.json run/steps.csv", _folder.Names);
        var error = Assert.Throws<InvalidDataException>(() => ModelEvaluation.Evaluate(_folder["run"], null, 1, _ => null));
        Assert.Equal($"the run {_folder["run"]} has no model.safetensors: it ended before its first epoch was complete; train it again.", error.Message);
    }

    [Fact]
    public void A_run_cancelled_before_training_leaves_nothing()
    {
        Assert.Throws<OperationCanceledException>(() => Run.Execute(Small, Options, new CancellationToken(canceled: true)));
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void Missing_data_leave_nothing()
    {
        Assert.Throws<InvalidDataException>(() => Execute(Small with { Data = "cifar10:/nowhere" }, Options));
        Assert.Equal("", _folder.Names);
    }

    [Theory]
    [InlineData(181, 1, "the recipe: batchSize is 181, but the training set has 180 examples; lower it, or set dropLastBatch to false.")]
    [InlineData(1, 100_000, null)]
    public void A_recipe_that_does_not_suit_the_data_is_refused_before_training(int batchSize, int epochs, string? message)
    {
        var recipe = Small with { BatchSize = batchSize, Epochs = epochs };
        if (message is null)
        {
            // As many steps as are allowed, so one image more is one too many.
            recipe = recipe with { Data = "shapes:1200" };
            message = "the recipe: epochs is 100000, which makes 108000000 steps; at most 100000000 are allowed: lower epochs or raise batchSize.";
        }

        var error = Assert.Throws<RecipeException>(() => Execute(recipe, Options));

        Assert.Equal(message, error.Message);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_batch_that_does_not_fit_into_memory_is_refused()
    {
        var error = Assert.Throws<RecipeException>(() => Execute(
            Small with { Data = "shapes:9000", Hidden = [65_536], BatchSize = 10_000, DropLastBatch = false }, Options));
        Assert.Equal("the recipe: batchSize is 10000, which with layers of 65536 does not fit into memory; lower batchSize or the widths.", error.Message);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void An_invalid_recipe_is_refused()
    {
        var error = Assert.Throws<RecipeException>(() => Execute(Small with { Epochs = 0, Hidden = [0] }, Options));
        Assert.Equal(2, error.Errors.Count);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_forced_run_replaces_all_files_of_the_old_one()
    {
        Execute(Small, Options);
        var result = Execute(Small with { LearningRate = 1e6 }, Options with { Force = true });

        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal("run run/epochs.csv run/layers.csv run/recipe.json run/result.json run/steps.csv", _folder.Names);
    }

    [Fact]
    public void The_observer_sees_the_whole_run()
    {
        var observer = new Diary();
        Execute(Small with { Epochs = 1 }, Options with { Observers = [observer] });
        Assert.Equal(["loading", "ready", "start", "epoch", "testing"], observer.Entries);
    }

    [Fact]
    public void Several_observers_see_the_same_run_in_their_order()
    {
        Diary first = new(), second = new() { After = first };
        Execute(Small with { Epochs = 1 }, Options with { Observers = [first, second] });
        Assert.Equal(["loading", "ready", "start", "epoch", "testing"], first.Entries);
        Assert.Equal(first.Entries, second.Entries);
    }

    private sealed class Canceller(CancellationTokenSource source, long atStep) : IRunObserver
    {
        public void OnStep(long step, double loss, double penalty, int? correct, int samples)
        {
            if (step == atStep)
                source.Cancel();
        }
    }

    private sealed class Diary : IRunObserver
    {
        public List<string> Entries { get; } = [];

        /// <summary>Who is told before.</summary>
        public Diary? After { get; init; }

        public void OnLoading(Recipe recipe) => Add("loading");

        public void OnReady(RunPlan plan) => Add("ready");

        public void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => Add("start");

        public void OnEpoch(EpochRecord epoch) => Add("epoch");

        public void OnTesting() => Add("testing");

        private void Add(string entry)
        {
            Entries.Add(entry);
            Assert.True(After is null || After.Entries.Count == Entries.Count, $"{entry} was told out of order.");
        }
    }
}
