using Nabla.Networks;
using Nabla.Reports.Live;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests.Live;

/// <summary>What is seen of a run that lies in a directory, whole or not.</summary>
public sealed class WatchedDirectoryTests : IDisposable
{
    private static readonly Recipe Small = new() { Data = "shapes:100", Hidden = [8], Epochs = 3, BatchSize = 16 };

    private readonly TemporaryFolder _folder = new();

    private string RunFolder => _folder["run"];

    private WatchedDirectory Watched => new(RunFolder, new());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_another_trains_is_shown_as_far_as_its_checkpoint()
    {
        var seen = new List<ReportedRun>();
        var watched = Watched;
        // After an epoch its checkpoint is not written yet, so what is there is of the epoch before.
        var looks = new Looks(() =>
        {
            Assert.False(watched.State.HasEnded);
            Assert.Same(watched.State, watched.State);
            seen.Add(watched.State.Run);
        });
        var result = Run.Execute(Small, new RunOptions { OutputDirectory = RunFolder, Observers = [looks], CheckpointInterval = TimeSpan.Zero });

        Assert.All(seen, run => Assert.True(run.IsPartial));
        Assert.Equal([0, 1, 2], seen.Select(run => run.Result.Epochs.Count));
        Assert.Equal(result.Epochs.Take(2), seen[2].Result.Epochs);
        Assert.Equal(RunTables.ReadSteps(_folder["run/steps.csv"]).Take(seen[2].StepLosses.Count), seen[2].StepLosses);
        Assert.Equal(LayerTable.Read(_folder["run/layers.csv"]).Where(layer => layer.Epoch <= 2), seen[2].Layers);
        Assert.Contains("<strong>2 of 3</strong>", RunReport.Render(seen[2]), StringComparison.Ordinal);

        Assert.True(watched.State.HasEnded);
        Assert.Equal(RunReport.Render(RunReader.Read(RunFolder, new())), RunReport.Render(watched.State.Run));
    }

    [Fact]
    public void A_cancelled_run_has_ended_until_it_is_continued()
    {
        using var source = new CancellationTokenSource();
        var options = new RunOptions { OutputDirectory = RunFolder, Resume = true, CheckpointInterval = TimeSpan.Zero };
        Run.Execute(Small, options with { Observers = [new Looks(source.Cancel)] }, source.Token);
        var watched = Watched;
        Assert.True(watched.State.HasEnded);

        File.SetLastWriteTimeUtc(_folder["run/checkpoint.safetensors"], File.GetLastWriteTimeUtc(_folder["run/result.json"]).AddSeconds(1));
        Assert.False(watched.State.HasEnded);
        Assert.Single(watched.State.Run.Result.Epochs);

        Run.Execute(Small, options);
        Assert.True(watched.State.HasEnded);
        Assert.Equal(3, watched.State.Run.Result.Epochs.Count);
    }

    [Fact]
    public void A_directory_without_a_run_is_told_in_one_sentence()
    {
        Assert.Equal(
            $"there is no directory {RunFolder}; give the directory of a run.", Assert.Throws<RunFormatException>(() => Watched.State.Run).Message);
        Directory.CreateDirectory(RunFolder);
        Assert.Equal(
            $"{RunFolder} does not contain a run: there is no result.json in it; give the directory of a run.", Assert.Throws<RunFormatException>(() => Watched.State.Run).Message);
        File.WriteAllText(_folder["run/recipe.json"], """{ "epochs": -1, "batchSize": 0 }""");
        Assert.StartsWith($"{_folder["run/recipe.json"]}: ", Assert.Throws<RunFormatException>(() => Watched.State.Run).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["run/checkpoint.safetensors"], "no checkpoint");
        Assert.StartsWith($"{_folder["run/checkpoint.safetensors"]} cannot be read: ", Assert.Throws<InvalidDataException>(() => Watched.State.Run).Message, StringComparison.Ordinal);
    }

    private sealed class Looks(Action look) : IRunObserver
    {
        public void OnEpoch(EpochRecord epoch) => look();
    }
}
