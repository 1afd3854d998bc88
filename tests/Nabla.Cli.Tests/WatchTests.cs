using System.Text.RegularExpressions;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary><c>train --watch</c> and <c>watch</c>: the page is there while the command runs, and not a moment longer.</summary>
public sealed partial class WatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose()
    {
        _folder.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public async Task The_page_follows_the_run_and_ends_with_it_and_no_bit_is_another()
    {
        Assert.Equal(ExitCode.Done, (await Call.RunAsync(Arguments("alone"))).Code);
        string? half = null;
        Task<string>? last = null;
        using var error = new Listener { NewLine = "\n" };
        error.Heard = line =>
        {
            if (!line.StartsWith("epoch 2/3", StringComparison.Ordinal))
                return;
            half = Get(error.Address!);
            last = Task.Run(() => UntilTheLast(error.Address!));
        };

        var call = await Call.RunAsync(host => host with { Error = error }, [.. Arguments("watched"), "--watch"]);

        Assert.Equal(ExitCode.Done, call.Code);
        Assert.StartsWith("live page: http://127.0.0.1:", error.ToString(), StringComparison.Ordinal);
        Assert.Single(AddressPattern().Matches(error.ToString()));
        Assert.DoesNotContain("http", call.Output, StringComparison.Ordinal);
        Assert.Contains("<strong>2 of 3</strong>", half, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["watched/report.html"]), await last!);
        Closed(error.Address!);
        foreach (string file in new[] { "model.safetensors", "steps.csv", "layers.csv", "recipe.json" })
            Assert.Equal(File.ReadAllBytes(_folder[$"alone/{file}"]), File.ReadAllBytes(_folder[$"watched/{file}"]));
    }

    [Fact]
    public async Task It_ends_with_a_run_that_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var error = new Listener { NewLine = "\n" };
        error.Heard = line =>
        {
            if (!line.StartsWith("epoch 1/3", StringComparison.Ordinal))
                return;
            Assert.Contains("<strong>1 of 3</strong>", Get(error.Address!), StringComparison.Ordinal);
            source.Cancel();
        };
        var call = await Call.RunAsync(host => host with { Error = error, Cancellation = source.Token }, [.. Arguments("out"), "--watch"]);
        Assert.Equal(ExitCode.Cancelled, call.Code);
        Closed(error.Address!);
    }

    [Fact]
    public async Task It_ends_with_a_run_that_cannot_begin()
    {
        using var error = new Listener { NewLine = "\n" };
        var call = await Call.RunAsync(host => host with { Error = error }, [.. Arguments("out"), "--set", $"data=cifar10:{_folder["none"]}", "--watch", "--quiet"]);
        Assert.Equal(ExitCode.WrongData, call.Code);
        Assert.Matches("^live page: \\S+\nnabla: [^\n]+\n$", error.ToString());
        Closed(error.Address!);
    }

    [Fact]
    public async Task There_is_none_of_a_run_that_has_no_place()
    {
        await Call.RunAsync(Arguments("out"));
        (await Call.RunAsync([.. Arguments("out"), "--watch", "--quiet"])).Fails(
            ExitCode.WrongCall, $"the output directory {_folder["out"]} already holds a run; choose another with --out, or replace it with --force.");
    }

    [Fact]
    public async Task A_run_that_is_done_is_served_until_Ctrl_C()
    {
        await Call.RunAsync(Arguments("out"));
        using var source = new CancellationTokenSource();
        using var error = new Listener { NewLine = "\n" };
        string? page = null;
        error.Heard = line => _ = Task.Run(async () =>
        {
            page = await UntilTheLast(error.Address!);
            await source.CancelAsync();
        });
        var call = await Call.RunAsync(host => host with { Error = error, Cancellation = source.Token }, "watch", _folder["out"]);
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Output));
        Assert.Equal(File.ReadAllText(_folder["out/report.html"]), page);
        Closed(error.Address!);
    }

    [Fact]
    public async Task What_is_no_run_is_not_served()
    {
        (await Call.RunAsync("watch", _folder["none"])).Fails(ExitCode.WrongData, $"there is no directory {_folder["none"]}; give the directory of a run.");
        (await Call.RunAsync("watch", _folder.Path)).Fails(ExitCode.WrongData, $"{_folder.Path} does not contain a run: there is no result.json in it; give the directory of a run.");
        (await Call.RunAsync("watch", "")).Fails(ExitCode.WrongData, "the run's name is empty; give the directory of a run.");
        (await Call.RunAsync("watch")).Fails(ExitCode.WrongCall, "watch takes RUN; see nabla watch --help.");
        File.WriteAllText(_folder["recipe.json"], "{");
        Assert.Equal(ExitCode.WrongData, (await Call.RunAsync("watch", _folder.Path)).Code);
    }

    private string[] Arguments(string directory) =>
        ["train", "--data", "shapes:100", "--hidden", "8", "--epochs", "3", "--batch-size", "16", "--out", _folder[directory]];

    private string Get(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = _browser.Send(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    /// <summary>Looks again and again, as a browser would that is asked to.</summary>
    private async Task<string> UntilTheLast(Uri address)
    {
        while (true)
        {
            using var answer = await _browser.GetAsync(address, TestContext.Current.CancellationToken);
            if (!answer.Headers.Contains("Refresh"))
                return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private void Closed(Uri address) => Assert.Throws<HttpRequestException>(() => Get(address));

    [GeneratedRegex("http://\\S+")]
    private static partial Regex AddressPattern();

    /// <summary>Hears every line that is written, and remembers where the page is.</summary>
    private sealed class Listener : StringWriter
    {
        public Uri? Address { get; private set; }

        public Action<string> Heard { get; set; } = _ => { };

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (Address is null && AddressPattern().Match(value!) is { Success: true } match)
                Address = new Uri(match.Value);
            Heard(value!);
        }
    }
}
