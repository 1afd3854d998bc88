using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nabla.Hosting.Tests;

public sealed class ReloadTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task No_request_fails_while_the_file_is_replaced_fifty_times()
    {
        const int Requests = 1000, Replacements = 50;
        var cancellation = TestContext.Current.CancellationToken;
        // The file system's reports alone: polling would come too late.
        using var host = new TestHost(builder => builder.Configure(settings => (settings.QuietTime, settings.PollingInterval) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))));
        var predictor = host.Predictor;
        Prediction[] expected = [.. Enumerable.Range(0, Replacements + 1).Select(seed => Predictor.From(SmallModels.Create((ulong)seed)).Predict(TestHost.Row))];
        bool done = false;
        var requests = Enumerable.Range(0, Requests).Select(_ => Task.Run(
            async () =>
            {
                while (!Volatile.Read(ref done))
                {
                    var prediction = predictor.Predict(TestHost.Row);
                    Assert.Contains(expected, one => one.Class == prediction.Class && one.Probability == prediction.Probability);
                    await Task.Delay(1, cancellation);
                }
            },
            cancellation)).ToArray();

        for (int seed = 1; seed <= Replacements; seed++)
        {
            SmallModels.Replace(host.File, SmallModels.Create((ulong)seed));
            await Task.Delay(5, cancellation);
        }

        await TestHost.UntilAsync(() => predictor.Fingerprint == SmallModels.Fingerprint(Replacements) || requests.Any(request => request.IsFaulted), cancellation);
        Volatile.Write(ref done, true);
        await Task.WhenAll(requests);
        Assert.Equal(expected[Replacements].Probability, predictor.Predict(TestHost.Row).Probability);
        Assert.Contains(host.Log.Events, one => one is (2, "ModelReplaced", LogLevel.Information, _));
        Assert.DoesNotContain(host.Log.Events, one => one.Level > LogLevel.Information);
    }

    [Fact]
    public async Task A_damaged_file_does_not_replace_the_model_and_a_later_good_one_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var host = new TestHost(builder => builder.Configure(settings => settings.QuietTime = TimeSpan.FromMilliseconds(1)));
        var predictor = host.Predictor;
        string before = predictor.Fingerprint;

        SmallModels.Replace(host.File, SmallModels.Create(1).ToBytes()[..^100]);
        await TestHost.UntilAsync(() => host.Log.Events.Any(one => one.Name == "ReloadFailed"), cancellation);
        Assert.Equal(before, predictor.Fingerprint);

        SmallModels.Replace(host.File, SmallModels.Create(2));
        await TestHost.UntilAsync(() => predictor.Fingerprint == SmallModels.Fingerprint(2), cancellation);
    }

    /// <summary>Mounted volumes replace a link to a folder: no file in the watched folder changes, and the file system reports nothing.</summary>
    [Fact]
    public void Polling_finds_what_the_file_system_does_not_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var clock = new HandClock();
        using var host = new TestHost(time: clock, configure: builder => builder.Configure(settings =>
        {
            (settings.QuietTime, settings.PollingInterval) = (Quiet, Interval);
            settings.Path = Path.Combine(Path.GetDirectoryName(settings.Path)!, "link", "model");
        }));
        foreach (ulong seed in (ulong[])[1, 2])
        {
            Directory.CreateDirectory(host[$"v{seed}"]);
            SmallModels.Replace(Path.Combine(host[$"v{seed}"], "model"), SmallModels.Create(seed));
            // Two files of one size: only their times differ.
            File.SetLastWriteTimeUtc(Path.Combine(host[$"v{seed}"], "model"), DateTime.UnixEpoch.AddDays(seed));
        }

        Directory.CreateSymbolicLink(host["link"], "v1");
        Assert.Equal(SmallModels.Fingerprint(1), host.Predictor.Fingerprint);
        Directory.Delete(host["link"]);
        Directory.CreateSymbolicLink(host["link"], "v2");

        clock.Advance(Interval);
        Assert.Equal(SmallModels.Fingerprint(1), host.Predictor.Fingerprint);
        clock.Advance(Quiet);
        Assert.Equal(SmallModels.Fingerprint(2), host.Predictor.Fingerprint);
    }

    [Fact]
    public void A_file_that_is_still_written_is_not_read_yet()
    {
        var clock = new HandClock();
        using var host = new TestHost(time: clock, configure: builder => builder.Configure(settings => (settings.QuietTime, settings.PollingInterval) = (Interval, Quiet)));
        _ = host.Predictor.Fingerprint;
        byte[] bytes = SmallModels.Create(1).ToBytes();
        for (int length = 100; length < bytes.Length; length += 100)
        {
            File.WriteAllBytes(host.File, bytes[..length]);
            clock.Advance(Quiet);
        }

        Assert.DoesNotContain(host.Log.Events, one => one.Name == "ReloadFailed");
        File.WriteAllBytes(host.File, bytes);
        clock.Advance(Quiet);
        clock.Advance(Interval * 2);
        Assert.Equal(SmallModels.Fingerprint(1), host.Predictor.Fingerprint);
    }

    [Fact]
    public async Task A_missing_file_leaves_the_model_in_use()
    {
        using var host = new TestHost();
        var predictor = host.Predictor;
        string before = predictor.Fingerprint;
        File.Delete(host.File);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => host.Predictors.ReloadAsync("test", TestContext.Current.CancellationToken));
        Assert.Equal($"{host.File} is missing.", error.Message);
        Assert.Equal(before, predictor.Fingerprint);
        predictor.Predict(TestHost.Row);
    }

    public static TheoryData<string, string> ModelsThatDoNotFit => new()
    {
        { "classes", "The model predicts the classes x, y; the one in use predicts the classes x, y, z." },
        { "count", "The model takes 2 features; the one in use takes 4." },
        { "names", "Feature 3 of the model is \"C\"; that of the one in use is \"c\"." },
        { "task", "The model predicts the values price; the one in use predicts the classes x, y, z." },
    };

    [Theory, MemberData(nameof(ModelsThatDoNotFit))]
    public async Task A_model_that_does_not_fit_is_refused(string difference, string message)
    {
        using var host = new TestHost();
        var before = host.Predictor.Current;
        SmallModels.Replace(host.File, difference switch
        {
            "classes" => SmallModels.Create(1, classes: ["x", "y"]),
            "count" => SmallModels.Create(1, features: ["a", "b"]),
            "names" => SmallModels.Create(1, features: ["a", "b", "C", "d"]),
            _ => SmallModels.CreateRegression(1),
        });
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => host.Predictors.ReloadAsync("test", TestContext.Current.CancellationToken));
        Assert.Equal($"{host.File}: {message} Restart the program to serve this model, or add it as another predictor.", error.Message);
        Assert.Same(before, host.Predictor.Current);
    }

    [Fact]
    public async Task Reloading_by_hand_says_whether_the_model_is_another()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var host = new TestHost(builder => builder.Configure(settings => settings.Watch = false));
        _ = host.Predictor.Current;
        Assert.False(await host.Predictors.ReloadAsync("test", cancellation));
        SmallModels.Replace(host.File, SmallModels.Create(1));
        Assert.True(await host.Predictors.ReloadAsync("test", cancellation));
        Assert.Equal(SmallModels.Fingerprint(1), host.Predictor.Fingerprint);
        Assert.Same(host.Predictor.Current, host.Predictors.Get("test"));
    }

    [Fact]
    public async Task A_model_that_was_replaced_is_collected()
    {
        using var host = new TestHost();
        var before = await UseAndReplaceAsync(host);
        for (int i = 0; i < 20 && before.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(before.IsAlive);
        GC.KeepAlive(host);
    }

    [Fact]
    public async Task Disposal_ends_watching()
    {
        var clock = new HandClock();
        var host = new TestHost(time: clock, configure: builder => builder.Configure(settings => (settings.QuietTime, settings.PollingInterval) = (Quiet, Interval)));
        var (predictors, predictor) = (host.Predictors, host.Predictor);
        string before = predictor.Fingerprint;
        Assert.Equal(2, clock.Timers);
        SmallModels.Replace(host.File, SmallModels.Create(1));
        await host.Services.DisposeAsync();
        Assert.Equal(0, clock.Timers);
        clock.Advance(Interval * 3);
        Assert.Equal(before, predictor.Fingerprint);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => predictors.ReloadAsync("test", TestContext.Current.CancellationToken));
        host.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAndReplaceAsync(TestHost host)
    {
        var before = Use(host);
        SmallModels.Replace(host.File, SmallModels.Create(1));
        await host.Predictors.ReloadAsync("test");
        return before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(TestHost host)
    {
        host.Predictor.Predict(TestHost.Row);
        host.Services.GetRequiredKeyedService<Predictor>("test").Predict(TestHost.Row);
        return new(host.Predictor.Current);
    }
}
