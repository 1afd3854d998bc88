using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_are_listed_with_what_sets_them_apart()
    {
        await Train("a", "--epochs", "1");
        await Train("b", "--epochs", "2", "--activation", "relu");
        _folder.Write("c/recipe.json", "{}");
        _folder.Write("d/result.json", "not json");
        _folder.Write("e/readme.txt", "no run");

        var call = await Call.RunAsync("runs", _folder.Path, "--sort", "name");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.Matches("(?s)^a\n  [0-9.]+ %, [0-9.]+ s, .*, finished\n  data shapes:20, hidden \\[4\\], epochs 1, batchSize 8\nb\n.*activation relu, epochs 2, batchSize 8\nc\n.*interrupted\nd\n.*unreadable\n$", call.Output.Replace(" \n", "\n", StringComparison.Ordinal));

        using var json = JsonDocument.Parse((await Call.RunAsync("runs", _folder.Path, "--json", "--sort", "score")).Output);
        var names = json.RootElement.EnumerateArray().Select(run => run.GetProperty("name").GetString()!).ToList();
        Assert.Equal(["a", "b", "c", "d"], names.Order(StringComparer.Ordinal));
        Assert.Equal(["c", "d"], names.Skip(2));
        var first = json.RootElement.EnumerateArray().Single(run => run.GetProperty("name").GetString() == "a");
        Assert.Equal(("finished", "1"), (first.GetProperty("state").GetString(), first.GetProperty("differences").GetProperty("epochs").GetString()));
    }

    [Fact]
    public async Task A_folder_without_runs_says_how_to_get_one()
    {
        var call = await Call.RunAsync("runs", _folder.Path);
        Assert.Equal((ExitCode.Done, "", $"there are no runs in {_folder.Path}; `nabla train` writes one.\n"), (call.Code, call.Output, call.Error));
    }

    private async Task Train(string name, params string[] options) =>
        Assert.Equal(ExitCode.Done, (await Call.RunAsync(["train", "--data", "shapes:20", "--hidden", "4", "--batch-size", "8", "--quiet", "--no-report", "--threads", "1", "--out", _folder[name], .. options])).Code);
}
