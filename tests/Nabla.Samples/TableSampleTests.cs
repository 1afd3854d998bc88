using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nabla;
using Nabla.Networks;
using Nabla.Testing;

namespace Samples;

/// <summary>The programs in samples run as they stand, and do what the page about tables says.</summary>
public sealed class TableSampleTests
{
    [Fact]
    public async Task A_table_becomes_a_classifier_in_ten_lines()
    {
        string[] lines = [.. (await File.ReadAllLinesAsync(SourceOf("ClassifyTable"), TestContext.Current.CancellationToken)).Where(line => line.Length > 0)];
        Assert.InRange(lines.Length, 1, 10);

        using var folder = new TemporaryFolder();
        Flowers.Write(folder["iris.csv"]);
        string[] output = (await RunAsync("ClassifyTable", folder)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, output.Length);
        Assert.True(double.Parse(output[0].TrimEnd('%', ' '), CultureInfo.InvariantCulture) > 90, output[0]);
        Assert.StartsWith("c ", output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_predicted_from_objects_with_texts_and_missing_values()
    {
        using var folder = new TemporaryFolder();
        Houses.Write(folder["houses.csv"]);
        string[] output = (await RunAsync("PredictValues", folder)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(double.Parse(output[0].Split(' ')[1], CultureInfo.InvariantCulture) > 0.8, output[0]);
        Assert.InRange(double.Parse(output[1], CultureInfo.InvariantCulture), 200, 400);
    }

    [Fact]
    public async Task A_host_trains_in_the_background_and_logs_its_progress()
    {
        using var folder = new TemporaryFolder();
        Flowers.Write(folder["iris.csv"]);
        string output = await RunAsync("TrainInBackground", folder);

        Assert.Contains("Epoch 10: loss", output, StringComparison.Ordinal);
        Assert.Contains("Trained for", output, StringComparison.Ordinal);
        Assert.IsType<Classifier>(Predictor.Load(folder["iris.safetensors"]));
    }

    [Fact]
    public async Task A_service_answers_64_clients_as_the_predictor_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        Flowers.Write(folder["iris.csv"]);
        var model = Classifier.Train(Table.FromCsv(folder["iris.csv"], target: "species"), new() { Hidden = [16], Epochs = 20 });
        model.Save(folder["iris.safetensors"]);
        using var server = Start("ServeModel", folder, "--urls", "http://127.0.0.1:0");
        try
        {
            string address = await AddressAsync(server, cancellation);
            var log = server.StandardOutput.ReadToEndAsync(cancellation);       // nobody reads it, but a full pipe would stop the server
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            await Task.WhenAll(Enumerable.Range(0, 64).Select(async number =>
            {
                for (int i = 0; i < 20; i++)
                {
                    float[] row = [number * 0.1f, i * 0.3f, 1, 2];
                    using var response = await client.PostAsJsonAsync("/predict", row, cancellation);
                    var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
                    var expected = model.Predict(row);
                    Assert.Equal(expected.Class, answer.GetProperty("class").GetString());
                    Assert.Equal(expected.Probability, answer.GetProperty("probability").GetSingle());
                }
            }));

            // Another model in the file takes the place of the first.
            var next = Classifier.Train(Table.FromCsv(folder["iris.csv"], target: "species"), new() { Hidden = [16], Epochs = 1 });
            next.Save(folder["iris.safetensors"]);
            float[] flower = [1, 1, 1, 2];
            float answered = model.Predict(flower).Probability;
            for (int i = 0; i < 1000 && answered != next.Predict(flower).Probability; i++)
            {
                await Task.Delay(20, cancellation);
                using var response = await client.PostAsJsonAsync("/predict", flower, cancellation);
                answered = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("probability").GetSingle();
                Assert.Contains(answered, new[] { model.Predict(flower).Probability, next.Predict(flower).Probability });
            }

            Assert.Equal(next.Predict(flower).Probability, answered);
            Assert.Equal("Healthy", await client.GetStringAsync("/health", cancellation));

            using var refused = await client.PostAsJsonAsync("/predict", new float[] { 1, 2 }, cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("Got 2 values; the model takes 4 features a row", await refused.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
            Assert.False(log.IsFaulted);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static string SourceOf(string sample) => Path.Combine(Repository.Root, "samples", sample, "Program.cs");

    /// <summary>The sample's program, which was built with these tests and lies beside them.</summary>
    private static Process Start(string sample, TemporaryFolder folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<string> RunAsync(string sample, TemporaryFolder folder)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Start(sample, folder);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"{sample}: exit code {process.ExitCode}\n{output}\n{await error}");
        return output;
    }

    /// <summary>What the server says it listens on.</summary>
    private static async Task<string> AddressAsync(Process server, CancellationToken cancellation)
    {
        const string Listening = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
                return line[(at + Listening.Length)..];
        }

        throw new InvalidOperationException($"The server ended: {await server.StandardError.ReadToEndAsync(cancellation)}");
    }
}

/// <summary>Three kinds of flowers, each around a point of its own.</summary>
internal static class Flowers
{
    public static void Write(string path)
    {
        var random = new Draws(new RandomKey(Seed: 1));
        File.WriteAllLines(path, ["sepal length,sepal width,petal length,petal width,species", .. Enumerable.Range(0, 150).Select(i => Line(random, i % 3))]);
    }

    private static string Line(Draws random, int kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"{5 + (0.5 * kind) + random.Uniform():F1},{3.4 - (0.2 * kind) + random.Uniform():F1},{1.5 + (1.8 * kind) + random.Uniform():F1},{0.2 + (0.8 * kind) + (0.4 * random.Uniform()):F1},{"abc"[kind]}");
}

/// <summary>Houses whose price follows from their area, kind and age.</summary>
internal static class Houses
{
    private static readonly string[] Kinds = ["flat", "row", "garden"];

    public static void Write(string path)
    {
        var random = new Draws(new RandomKey(Seed: 2));
        File.WriteAllLines(path, ["area,kind,built,price", .. Enumerable.Range(0, 400).Select(_ => Line(random))]);
    }

    private static string Line(Draws random)
    {
        double area = 40 + (160 * random.Uniform());
        int kind = random.Below(3), built = 1950 + random.Below(75);
        double price = 50 + (2 * area) + (30 * kind) + (0.5 * (built - 1950)) + (5 * random.Uniform());
        string year = random.Below(10) == 0 ? "" : built.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{area:F0},{Kinds[kind]},{year},{price:F1}");
    }
}

/// <summary>Draws one number after the other.</summary>
internal sealed class Draws(RandomKey key)
{
    private ulong _position;

    /// <summary>Draws a number from 0 to below 1.</summary>
    public double Uniform() => key.Below(_position++, 1 << 20) / (double)(1 << 20);

    /// <summary>Draws a whole number from 0 to below a limit.</summary>
    public int Below(int limit) => key.Below(_position++, limit);
}
