using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

/// <summary>Runs on tables: what the data decide, resuming, studies, other engines.</summary>
public sealed class TableRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Recipe Values => new() { Data = _folder.Write("prices.csv", SmallTables.Values()), Target = "price", Epochs = 8, Hidden = [16] };

    private Recipe Classes => new() { Data = _folder.Write("points.csv", SmallTables.Classes()), Target = "side", Epochs = 4, Hidden = [16] };

    [Fact]
    public void What_the_recipe_leaves_open_is_decided_by_the_data_and_written_down()
    {
        var result = Execute(Values, "run");
        var written = RunDirectory.RecipeIn(_folder["run"])!;
        Assert.Equal(result.Recipe, written);
        Assert.Equal((TaskKind.Regression, LossKind.MeanSquaredError, BestBy.Loss, 16), (written.Task, written.Loss, written.BestBy, written.BatchSize));
        Assert.Equal(result, RunResultReader.Read(_folder["run"]).Result, (one, other) => one!.ToJson() == other!.ToJson());
        Assert.Equal(TaskKind.Classification, Execute(Classes, "classes").Recipe.Task);
        Assert.Equal((5, 8), (Execute(Classes with { BatchSize = 5 }, "five").Recipe.BatchSize, result.Epochs.Count));
    }

    /// <summary>Twenty different whole numbers are classes; said otherwise, they are values.</summary>
    [Fact]
    public void The_task_can_be_chosen()
    {
        string data = _folder.Write("counts.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 3}\n")));
        var recipe = new Recipe { Data = data, Target = "y", Epochs = 1, Hidden = [4] };
        Assert.Equal(["0", "1", "2"], Execute(recipe, "classes").PerClass!.Select(figures => figures.Class));
        var values = Execute(recipe with { Task = TaskKind.Regression }, "values");
        Assert.Null(values.PerClass);
        Assert.NotNull(values.TestRmse);
        Assert.Equal(["x"], Model.Load(_folder["values/model.safetensors"]).Input.FeatureNames);
    }

    [Fact]
    public void Kinds_of_columns_can_be_chosen()
    {
        string data = _folder.Write("a.csv", "month,x,z,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{1 + (i % 12)},{i % 5},{i},{i % 2}\n")));
        Execute(new Recipe { Data = data, Target = "y", Epochs = 1, Hidden = [4], Categorical = ["month"], Ignore = ["z"] }, "run");
        var columns = Model.Load(_folder["run/model.safetensors"]).Input.Columns;
        Assert.Equal([ColumnKind.Categorical, ColumnKind.Numeric, ColumnKind.Ignored, ColumnKind.Ignored], columns.Select(column => column.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_was_stopped_is_resumed_to_the_same_bits(bool isRegression)
    {
        var recipe = isRegression ? Values : Classes;
        var whole = Execute(recipe, "whole");
        using var stop = new CancellationTokenSource();
        Run.Execute(recipe, Options("run") with { Observers = [new StopAfter(2, stop)], CheckpointInterval = TimeSpan.Zero }, stop.Token);
        var resumed = Run.Execute(recipe, Options("run") with { Resume = true }, TestContext.Current.CancellationToken);
        Assert.Equal(
            (whole.FinalFingerprint, whole.BestFingerprint, whole.TestLoss, whole.TestRmse, whole.TestAccuracy),
            (resumed.FinalFingerprint, resumed.BestFingerprint, resumed.TestLoss, resumed.TestRmse, resumed.TestAccuracy));
        Assert.Equal(whole.Epochs.Select(epoch => epoch.ValidationRmse), resumed.Epochs.Select(epoch => epoch.ValidationRmse));
    }

    [Fact]
    public void The_autograd_engine_learns_tables_too()
    {
        var (analytic, autograd) = (Execute(Values, "analytic"), Execute(Values with { Engine = Engine.Autograd }, "autograd"));
        Assert.Equal(analytic.InitialFingerprint, autograd.InitialFingerprint);
        Assert.Equal(analytic.TestRmse!.Value, autograd.TestRmse!.Value, 1e-3 * analytic.TestRmse.Value);
    }

    [Fact]
    public void Scaled_inputs_are_scaled_in_the_model_too()
    {
        var result = Execute(Values with { InputScale = 0.5 }, "run");
        var evaluation = ModelEvaluation.Evaluate(_folder["run"], data: null, threads: 1, _ => null);
        Assert.Equal(result.TestRmse!.Value, evaluation.Rmse!.Value, 1e-4 * result.TestRmse.Value);
    }

    [Fact]
    public void A_study_of_tables_has_the_figures_of_a_regression()
    {
        var study = StudyReader.Parse(
            $$"""{ "question": "?", "base": { "data": {{System.Text.Json.JsonSerializer.Serialize(Values.Data)}}, "target": "price", "epochs": 2 }, "entries": { "a": { "hidden": "4" }, "b": { "hidden": "?", "match": "a" } }, "seeds": [1, 2] }""",
            "the study", "tables");
        var result = StudyRun.Execute(study, new StudyOptions { OutputDirectory = _folder["study"] }, TestContext.Current.CancellationToken);
        Assert.Equal(2, result.Entries[0].Figures["testRmse"].Count);
        Assert.False(result.Entries[0].Figures.ContainsKey("testAccuracy"));
        Assert.Equal(4, result.Entries[1].Match!.Number);
        var again = StudyRun.Execute(StudyReader.ReadFile(_folder["study/definition.json"]), new StudyOptions { OutputDirectory = _folder["study"], Resume = true }, TestContext.Current.CancellationToken);
        Assert.Equal(result.Entries[0].Runs.Select(run => run.BestFingerprint), again.Entries[0].Runs.Select(run => run.BestFingerprint));
    }

    private RunResult Execute(Recipe recipe, string directory) => Run.Execute(recipe, Options(directory), TestContext.Current.CancellationToken);

    private RunOptions Options(string directory) => new() { OutputDirectory = _folder[directory] };

    private sealed class StopAfter(int epochs, CancellationTokenSource source) : IRunObserver
    {
        public void OnEpoch(EpochRecord epoch)
        {
            if (epoch.Epoch == epochs)
                source.Cancel();
        }
    }
}
