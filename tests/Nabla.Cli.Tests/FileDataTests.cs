using System.IO.Compression;
using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>Data in the files of other programs: NumPy's, MNIST's, and PNG images in folders.</summary>
public sealed class FileDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arrays_of_numpy_are_a_table()
    {
        float[] features = [.. Enumerable.Range(0, 240).Select(i => (i * 37 % 101) / 50f)];
        long[] labels = [.. Enumerable.Range(0, 120).Select(i => features[2 * i] > features[(2 * i) + 1] ? 1L : 0)];
        string data = _folder["a.npz"];
        await File.WriteAllBytesAsync(data, NpyBytes.Zip(CompressionLevel.NoCompression, ("x.npy", NpyBytes.Floats([120, 2], features)), ("y.npy", NpyBytes.Integers(labels))), TestContext.Current.CancellationToken);

        var result = await Train("--data", $"npz:{data}", "--epochs", "3", "--ignore", "feature 1");
        var recipe = result.GetProperty("recipe");
        Assert.Equal(("classification", "target"), (recipe.GetProperty("task").GetString(), recipe.GetProperty("target").GetString()));
        Assert.Equal(["0", "1"], result.GetProperty("perClass").EnumerateArray().Select(figures => figures.GetProperty("class").GetString()));
        Assert.Equal(1, result.GetProperty("layers")[0].GetProperty("inputs").GetInt32());
        using var evaluated = JsonDocument.Parse((await Call.RunAsync("evaluate", _folder["run"], "--json")).Output);
        Assert.Equal(result.GetProperty("testLoss").GetDouble(), evaluated.RootElement.GetProperty("loss").GetDouble());
        var values = await Train("--data", $"npz:{data}", "--epochs", "1", "--task", "regression", "--test-data", $"npz:{data}", "--force");
        Assert.True(values.GetProperty("testRmse").GetDouble() > 0);

        string rows = _folder.Write("rows.csv", "feature 0,feature 1\n0.5,1\n1,0.5\n");
        Assert.Equal(3, (await Call.RunAsync("predict", _folder["run"], rows, "--csv")).Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("feature 1", (await Call.RunAsync("data", "info", $"npz:{data}", "--target", "target")).Output, StringComparison.Ordinal);
        var missing = await Call.RunAsync("train", "--data", $"npz:{_folder["none.npz"]}", "--out", _folder["none"]);
        Assert.Equal(ExitCode.WrongData, missing.Code);
        Assert.StartsWith($"nabla: {_folder["none.npz"]}: there is no such file.", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_idx_files_are_learned()
    {
        Directory.CreateDirectory(_folder["mnist"]);
        foreach (var (set, count) in new[] { ("train", 60u), ("t10k", 20u) })
        {
            File.WriteAllBytes(_folder[$"mnist/{set}-images-idx3-ubyte"], IdxBytes.Images(count, 4, 5));
            File.WriteAllBytes(_folder[$"mnist/{set}-labels-idx1-ubyte"], IdxBytes.Labels([.. Enumerable.Range(0, (int)count).Select(i => (byte)(i % 10))]));
        }

        string[] small = ["--hidden", "4", "--epochs", "1", "--batch-size", "10"];
        var named = await Train(["--data", $"idx:{_folder["mnist"]}", .. small]);
        var call = await Call.RunAsync(host => host with { Environment = name => name == "NABLA_DATA" ? _folder.Path : null }, ["train", "--data", "mnist", "--json", "--quiet", "--out", _folder["default"], .. small]);
        using var found = JsonDocument.Parse(call.Output);
        Assert.Equal(named.GetProperty("finalFingerprint").GetString(), found.RootElement.GetProperty("finalFingerprint").GetString());
        Assert.Equal((20, 10), (named.GetProperty("layers")[0].GetProperty("inputs").GetInt32(), named.GetProperty("perClass").GetArrayLength()));
        (await Call.RunAsync("train", "--data", $"mnist:{_folder["none"]}", "--out", _folder["x"])).Fails(
            ExitCode.WrongData, $"{_folder["none"]}: there is no such folder. Name the folder with MNIST's four files.");
    }

    [Fact]
    public async Task Png_images_in_folders_are_learned()
    {
        foreach (var (set, count) in new[] { ("train", 30), ("test", 6) })
        {
            foreach (string name in new[] { "cat", "dog" })
            {
                Directory.CreateDirectory(_folder[$"pictures/{set}/{name}"]);
                for (int i = 0; i < count; i++)
                    File.WriteAllBytes(_folder[$"pictures/{set}/{name}/{i}.png"], PngBytes.Plain(3, 2, isGrey: true, [.. Enumerable.Range(0, 6).Select(pixel => (byte)((pixel * i) + name[0]))]));
            }
        }

        var result = await Train("--data", $"images:{_folder["pictures"]}", "--hidden", "4", "--epochs", "1", "--batch-size", "10");
        Assert.Equal(["cat", "dog"], result.GetProperty("perClass").EnumerateArray().Select(figures => figures.GetProperty("class").GetString()));
        Assert.Equal(12, result.GetProperty("confusionMatrix").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Directory.Delete(_folder["pictures/test/dog"], recursive: true);
        (await Call.RunAsync("train", "--data", $"images:{_folder["pictures"]}", "--out", _folder["x"])).Fails(
            ExitCode.WrongData, $"{_folder["pictures"]}: the training images are 1x2x3 of 2 classes and the test images 1x2x3 of 1; expected one shape and the same classes.");
        (await Call.RunAsync("train", "--data", $"images:{_folder["pictures/train"]}", "--out", _folder["x"])).Fails(
            ExitCode.WrongData, $"{_folder["pictures/train"]}: expected the folders train and test, each with a folder of PNG images for each class.");
    }

    private async Task<JsonElement> Train(params string[] args)
    {
        var call = await Call.RunAsync(["train", "--json", "--quiet", "--out", _folder["run"], .. args]);
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        using var json = JsonDocument.Parse(call.Output);
        return json.RootElement.Clone();
    }
}
