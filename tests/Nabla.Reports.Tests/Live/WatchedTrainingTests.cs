using Nabla.Networks;
using Nabla.Reports.Live;
using Nabla.Reports.Runs;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests.Live;

/// <summary>What is seen of a run that this process trains.</summary>
public sealed class WatchedTrainingTests : IDisposable
{
    private static readonly Recipe Small = new() { Data = "shapes:100", Hidden = [8], Epochs = 3, BatchSize = 16 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_state_stays_as_it_was_while_the_run_goes_on()
    {
        var training = SomeTraining.After(epochs: 1);
        var first = training.State;
        for (int epoch = 2; epoch <= SomeTraining.Epochs; epoch++)
            SomeTraining.GoOn(training, epoch);

        Assert.Equal([1], first.Run.Result.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([2, 2, 2], first.Run.StepLosses);
        Assert.Equal([1, 2, 3, 4], training.State.Run.Result.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(12, training.State.Run.StepLosses.Count);
        Assert.False(training.State.HasEnded);
        Assert.Same(training.State, training.State);
    }

    [Theory]
    [InlineData(BestBy.Accuracy, 0, null)]
    [InlineData(BestBy.Accuracy, 4, 2)]
    [InlineData(BestBy.Loss, 4, 3)]
    [InlineData(BestBy.Loss, 2, 1)]
    public void The_best_epoch_so_far_is_what_the_recipe_means_by_best(BestBy by, int epochs, int? best) =>
        Assert.Equal(best, SomeTraining.After(epochs, by).State.Run.Result.BestEpoch);

    [Fact]
    public void At_the_end_it_has_seen_what_the_files_hold()
    {
        var training = new WatchedTraining(Small);
        var result = Run.Execute(Small, new RunOptions { OutputDirectory = _folder["run"], Observers = [training] });

        var seen = training.State.Run;
        Assert.Equal(result.Epochs, seen.Result.Epochs);
        Assert.Equal((result.Name, result.BestEpoch, result.Parameters, result.Steps), (seen.Result.Name, seen.Result.BestEpoch, seen.Result.Parameters, seen.Result.Steps));
        Assert.Equal(RunTables.ReadSteps(_folder["run/steps.csv"]), seen.StepLosses);
        Assert.Equal(LayerTable.Read(_folder["run/layers.csv"]), seen.Layers);
        Assert.Equal(RunReader.Read(_folder["run"], new()).Recipe, seen.Recipe);
    }

    [Fact]
    public void Of_a_run_that_is_continued_it_has_all_epochs()
    {
        using var source = new CancellationTokenSource();
        var options = new RunOptions { OutputDirectory = _folder["run"], Resume = true, Observers = [new CancelsAfterAnEpoch(source)] };
        Assert.Single(Run.Execute(Small, options, source.Token).Epochs);
        var training = new WatchedTraining(Small);
        var result = Run.Execute(Small, options with { Observers = [training] });

        Assert.Equal(result.Epochs, training.State.Run.Result.Epochs);
        Assert.Equal(RunTables.ReadSteps(_folder["run/steps.csv"]), training.State.Run.StepLosses);
        Assert.Equal(LayerTable.Read(_folder["run/layers.csv"]), training.State.Run.Layers);
    }

    [Fact]
    public void Watching_changes_no_bit()
    {
        Run.Execute(Small, new RunOptions { OutputDirectory = _folder["alone"] });
        Run.Execute(Small, new RunOptions { OutputDirectory = _folder["watched"], Observers = [new WatchedTraining(Small)] });
        Assert.Equal(File.ReadAllBytes(_folder["alone/model.safetensors"]), File.ReadAllBytes(_folder["watched/model.safetensors"]));
        Assert.Equal(File.ReadAllText(_folder["alone/steps.csv"]), File.ReadAllText(_folder["watched/steps.csv"]));
    }

    private sealed class CancelsAfterAnEpoch(CancellationTokenSource source) : IRunObserver
    {
        public void OnEpoch(EpochRecord epoch) => source.Cancel();
    }
}
