using System.Net;
using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_list_names_every_data_set_and_says_which_are_here()
    {
        var call = await Call.RunAsync(Here, "data", "list", "--json");

        using var json = JsonDocument.Parse(call.Output);
        var data = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["shapes", "cifar10"], data.Select(entry => entry.GetProperty("name").GetString()));
        Assert.Equal([true, false], data.Select(entry => entry.GetProperty("isHere").GetBoolean()));
        Assert.Equal(_folder["cifar-10-batches-bin"], data[1].GetProperty("path").GetString());

        var text = await Call.RunAsync(Here, "data", "list");
        Assert.Contains("no; nabla data get cifar10", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_counts_the_classes_and_measures_the_channels()
    {
        var call = await Call.RunAsync("data", "info", "shapes:100", "--json");

        using var json = JsonDocument.Parse(call.Output);
        var root = json.RootElement;
        Assert.Equal((100, 20), (root.GetProperty("trainingCount").GetInt32(), root.GetProperty("testCount").GetInt32()));
        Assert.Equal("3x32x32", root.GetProperty("shape").GetString());
        Assert.Equal(100, root.GetProperty("classes").EnumerateArray().Sum(entry => entry.GetProperty("trainingCount").GetInt32()));
        Assert.Equal(3, root.GetProperty("mean").GetArrayLength());
        Assert.All(root.GetProperty("deviation").EnumerateArray(), deviation => Assert.InRange(deviation.GetDouble(), 0.01, 0.5));

        var text = await Call.RunAsync("data", "info", "shapes:100");
        Assert.Contains("zigzag", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_writes_a_folder_and_names_it()
    {
        var call = await Call.RunAsync("data", "make", "shapes", "--out", _folder["images"], "--count", "10", "--seed", "7");
        Assert.Equal((ExitCode.Done, $"{_folder["images"]}\n", ""), (call.Code, call.Output, call.Error));
        Assert.Equal(2 * 3073, new FileInfo(_folder["images/data_batch_5.bin"]).Length);

        var again = await Call.RunAsync("data", "make", "shapes", "--out", _folder["images"], "--count", "10");
        again.Fails(ExitCode.WrongCall, $"the output directory {_folder["images"]} exists and is not empty; choose another with --out, or remove it.");
    }

    [Fact]
    public async Task A_download_that_fails_is_one_sentence_and_leaves_nothing()
    {
        var call = await Call.RunAsync(host => Here(host) with { CreateHttpClient = () => new HttpClient(new Refusal()) }, "data", "get", "cifar10", "--quiet");
        Assert.Equal((ExitCode.WrongData, ""), (call.Code, call.Output));
        Assert.StartsWith("nabla: https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz: the server answered 404", call.Error, StringComparison.Ordinal);
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public async Task What_is_there_is_not_downloaded_again()
    {
        var call = await Call.RunAsync("data", "get", "cifar10", "--out", _folder.Path);
        call.Fails(ExitCode.WrongCall, $"{_folder.Path} already exists; remove it to download it again, or choose another directory with --out.");
    }

    private Host Here(Host host) => host with { Environment = name => name == "NABLA_DATA" ? _folder.Path : null };

    private sealed class Refusal : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("") });
    }
}
