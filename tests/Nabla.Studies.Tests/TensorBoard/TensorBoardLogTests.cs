using System.Diagnostics;
using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests.TensorBoard;

/// <summary>What a run writes for TensorBoard, read again by a script that knows the published format.</summary>
public sealed class TensorBoardLogTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly Recipe Small = new() { Data = "shapes:200", Hidden = [8], Epochs = 3, BatchSize = 16, LearningRate = 0.01, Momentum = 0.9 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RunOptions Options => new() { OutputDirectory = _folder["run"], Time = new Clock(), CheckpointInterval = TimeSpan.Zero };

    [Fact]
    public void Every_epoch_has_its_figures_and_histograms()
    {
        var histograms = new Histograms();
        var (result, _) = Train(Small, Options, histograms);
        var events = Events().Single().Value;

        Assert.Equal("brain.Event:2", events[0].GetProperty("version").GetString());
        Assert.All(events, each => Assert.Equal(1_700_000_000, each.GetProperty("time").GetDouble()));
        foreach (var epoch in result.Epochs)
        {
            var found = events.Where(each => each.GetProperty("step").GetInt32() == epoch.Epoch).ToDictionary(each => each.GetProperty("tag").GetString()!, StringComparer.Ordinal);
            Assert.Equal((float)epoch.TrainLoss, Value("loss/train"));
            Assert.Equal((float)epoch.ValidationLoss, Value("loss/validation"));
            Assert.Equal((float)epoch.TrainAccuracy!.Value, Value("accuracy/train"));
            Assert.Equal((float)epoch.ValidationAccuracy!.Value, Value("accuracy/validation"));
            Assert.Equal(0.01f, Value("learning rate"));
            Assert.Equal(5 + (2 * 4), found.Count);
            foreach (string name in new[] { "layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias" })
            {
                Same(histograms.Parameters[(epoch.Epoch, name)], found[$"parameters/{name}"]);
                Same(histograms.Gradients[(epoch.Epoch, name)], found[$"gradients/{name}"]);
            }

            float Value(string tag) => (float)found[tag].GetProperty("value").GetDouble();
        }

        static void Same(float[] values, JsonElement found)
        {
            var histogram = found.GetProperty("histogram");
            Assert.Equal(values.Min(), (float)histogram.GetProperty("min").GetDouble());
            Assert.Equal(values.Max(), (float)histogram.GetProperty("max").GetDouble());
            Assert.Equal(values.Length, histogram.GetProperty("num").GetDouble());
            Assert.Equal(values.Sum(value => (double)value), histogram.GetProperty("sum").GetDouble(), 1e-6);
            Assert.Equal(values.Sum(value => (double)value * value), histogram.GetProperty("sumSquares").GetDouble(), 1e-6);
            Assert.Equal(values.Length, histogram.GetProperty("counts").EnumerateArray().Sum(count => count.GetDouble()));
            Assert.Equal(values.Max(), (float)histogram.GetProperty("limits").EnumerateArray().Last().GetDouble());
            Assert.True(values.Distinct().Count() > 1, "the values tell nothing apart");
        }
    }

    [Fact]
    public void A_regression_has_its_own_figures()
    {
        string data = _folder.Write("values.csv", SmallTables.Values());
        var (result, _) = Train(new() { Data = data, Target = "price", Hidden = [4], Epochs = 2, L2 = [0.01] }, Options);
        string[] tags = [.. Events().Single().Value.Where(each => each.GetProperty("step").GetInt32() == 2).Select(each => each.GetProperty("tag").GetString()!).Where(tag => !tag.Contains("layers", StringComparison.Ordinal))];
        Assert.Equal(["loss/train", "loss/validation", "rmse/validation", "mae/validation", "r2/validation", "penalty", "learning rate"], tags);
        Assert.Equal(2, result.Epochs.Count);
    }

    [Fact]
    public void Events_change_no_result()
    {
        var (with, _) = Train(Small, Options);
        var without = Run.Execute(Small, Options with { OutputDirectory = _folder["other"] }, TestContext.Current.CancellationToken);
        Assert.Equal(without.ToJson(), with.ToJson());
    }

    [Fact]
    public void A_resumed_run_appends_a_file_whose_events_replace_what_is_done_again()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Equal(StopReason.Cancelled, Train(Small, Options, new Canceller(cancellation, at: 15), cancellation.Token).Result.StopReason);
        Assert.Equal(StopReason.Completed, Train(Small, Options with { Resume = true }).Result.StopReason);

        var files = Events();
        Assert.Equal(["events.out.tfevents.1700000000.nabla", "events.out.tfevents.1700000000.nabla.001"], files.Keys.Order(StringComparer.Ordinal));
        var second = files["events.out.tfevents.1700000000.nabla.001"];
        Assert.Equal((2, 1), (second[1].GetProperty("step").GetInt32(), second[1].GetProperty("session").GetInt32()));
        Assert.Equal([2, 3], second.Skip(2).Select(each => each.GetProperty("step").GetInt32()).Distinct());
    }

    [Fact]
    public void Events_of_another_run_are_refused_or_deleted_on_request()
    {
        Train(Small, Options);
        Directory.CreateDirectory(_folder["events"]);
        _folder.Write("events/events.out.tfevents.1.other", "another program's");
        var refused = Assert.Throws<OutputDirectoryException>(() => Train(Small, Options with { OutputDirectory = _folder["second"] }));
        Assert.Equal($"{_folder["events"]} already holds TensorBoard events of a run; choose another with --tensorboard, or replace them with --force.", refused.Message);
        Assert.False(refused.IsFailure);

        Train(Small with { Epochs = 1 }, Options with { Force = true });
        Assert.Equal("events.out.tfevents.1.other events.out.tfevents.1700000000.nabla", string.Join(' ', Directory.GetFiles(_folder["events"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        string file = _folder.Write("events", "a file");
        Assert.Equal($"{file} is a file; choose a directory with --tensorboard.", Assert.Throws<OutputDirectoryException>(() => Train(Small, Options)).Message);
        using var start = RunStart.Decide(Small, Options);
        using var log = TensorBoardLog.In(Path.Combine(file, "inside"), start, Options);
        var error = Assert.Throws<OutputDirectoryException>(() => log.OnStart(1, 1, 1));
        Assert.StartsWith($"TensorBoard's events cannot be written to {Path.Combine(file, "inside")} (", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsFailure);
    }

    private (RunResult Result, string Directory) Train(Recipe recipe, RunOptions options, IRunObserver? observer = null, CancellationToken? cancellation = null)
    {
        var token = cancellation ?? TestContext.Current.CancellationToken;
        using var start = RunStart.Decide(recipe, options);
        using var log = TensorBoardLog.In(_folder["events"], start, options);
        options = options with { Observers = observer is null ? [log] : [log, observer] };
        using var prepared = RunPreparation.Prepare(start, options, token);
        return (RunSaving.Save(start, prepared, RunTraining.Train(start, prepared, options, token)), start.Path);
    }

    private Dictionary<string, JsonElement[]> Events()
    {
        Assert.SkipUnless(File.Exists(Python), $"There is no {Python} to read events with.");
        string script = Path.Combine(Repository.Root, "tests", "Nabla.Studies.Tests", "TensorBoard", "read_events.py");
        using var process = Process.Start(new ProcessStartInfo(Python, [script, _folder["events"]]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(output)!;
    }

    /// <summary>Keeps what parameters and gradients are at the end of each epoch.</summary>
    private sealed class Histograms : IRunObserver
    {
        private Network? _network;

        public Dictionary<(int, string), float[]> Parameters { get; } = [];

        public Dictionary<(int, string), float[]> Gradients { get; } = [];

        public void OnReady(RunPlan plan) => _network = plan.Network;

        public void OnEpoch(EpochRecord epoch)
        {
            foreach (var parameter in _network!.Parameters.All)
            {
                Parameters[(epoch.Epoch, parameter.Name)] = parameter.Value.ToRowMajor();
                Gradients[(epoch.Epoch, parameter.Name)] = parameter.Gradient.ToRowMajor();
            }
        }
    }

    private sealed class Canceller(CancellationTokenSource cancellation, long at) : IRunObserver
    {
        public void OnStep(long step, double loss, double penalty, int? correct, int samples)
        {
            if (step == at)
                cancellation.Cancel();
        }
    }

    /// <summary>A clock that stands still for dates, and measures like a steady one.</summary>
    private sealed class Clock : TimeProvider
    {
        private readonly SteadyClock _steady = new();

        public override long TimestampFrequency => _steady.TimestampFrequency;

        public override long GetTimestamp() => _steady.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    }
}
