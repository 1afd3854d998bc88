using System.Runtime.InteropServices;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Runs PyTorch in a separate process: initial weights and batches, losses and gradients are exchanged as files.</summary>
/// <remarks>
/// The double-precision run shows whether formulas agree, apart from rounding; the single-precision run shows the effect of rounding alone.
/// </remarks>
internal static class PyTorchPeer
{
    private const string DefaultPython = "python3";
    private const string ScriptName = "compare_torch.py";

    /// <summary>Returns why PyTorch is not available, as a sentence; null if it is.</summary>
    /// <exception cref="PyTorchException">PyTorch was requested explicitly, and that Python does not have it.</exception>
    public static string? WhyNot(Recipe recipe, ComparisonOptions options, CancellationToken cancellation)
    {
        if (options.PyTorch == "none")
            return "It was not requested.";
        if (recipe.Task == TaskKind.Regression)
            return "Only classification is compared with PyTorch.";
        if (recipe.Dropout > 0)
            return "Its dropout masks would differ.";
        if (recipe.Whitening)
            return "It has no whitening.";
        if (options.PyTorch is { } named)
            return Knows(named, cancellation) ? null : throw new PyTorchException($"{named} is not a Python interpreter with PyTorch; name another with --pytorch, or use \"none\".");
        return Knows(DefaultPython, cancellation) ? null : "python3 on the PATH does not have PyTorch; name another Python interpreter with --pytorch.";
    }

    /// <summary>Runs the plan's steps in PyTorch, in double and in single precision.</summary>
    /// <exception cref="PyTorchException">PyTorch failed.</exception>
    public static IReadOnlyList<EngineTrack> Follow(Recipe recipe, DataSplits splits, TrainingPlan plan, ComparisonOptions options, Processor processor, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("nabla-compare-");
        try
        {
            HandOver(folder.FullName, PyTorchPlan.Of(recipe, plan.Network!, plan, options.Threads), splits, plan, processor);
            string script = Path.Combine(folder.FullName, ScriptName);
            using (var source = typeof(PyTorchPeer).Assembly.GetManifestResourceStream(ScriptName)!)
            using (var copy = File.Create(script))
                source.CopyTo(copy);

            return [Ask("pytorch", "float64"), Ask("pytorchSingle", "float32")];

            EngineTrack Ask(string name, string precision)
            {
                options.Progress?.Invoke($"{plan.Batches.Count} steps on PyTorch, {precision}");
                var (code, error) = ChildProcess.Run(options.PyTorch ?? DefaultPython, [script, folder.FullName, precision], cancellation);
                if (code != 0)
                    throw new PyTorchException($"PyTorch ended with code {code}: {error}.");
                var answer = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder.FullName, "answer.json")), ComparisonJson.Default.PyTorchAnswer)!;
                return new(name, answer.Losses, Gradients(folder.FullName, plan), answer.TestAccuracy, answer.Seconds);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Knows(string python, CancellationToken cancellation) => ChildProcess.Run(python, ["-c", "import torch"], cancellation).Code == 0;

    /// <summary>Writes each training example once, in the order of its first use, and the example indices of each step.</summary>
    private static void HandOver(string folder, PyTorchPlan words, DataSplits splits, TrainingPlan plan, Processor processor)
    {
        File.WriteAllText(Path.Combine(folder, "plan.json"), JsonSerializer.Serialize(words, ComparisonJson.Default.PyTorchPlan));
        Write<float>(folder, "parameters.f32", plan.Parameters);
        var places = new Dictionary<int, int>();
        foreach (int position in plan.Batches.SelectMany(batch => batch))
            places.TryAdd(position, places.Count);
        Write<int>(folder, "order.i32", plan.Batches.Select(batch => Array.ConvertAll(batch, position => places[position])));
        WriteExamples(folder, "train", splits.Train, [.. places.Keys], processor);
        WriteExamples(folder, "test", splits.Test, [.. Enumerable.Range(0, splits.Test.Count)], processor);
    }

    private static void WriteExamples(string folder, string name, Subset examples, int[] positions, Processor processor)
    {
        const int Rows = 256;
        int features = examples.Dataset.Features;
        int[] rows = new int[Rows], labels = new int[positions.Length];
        float[] block = new float[Rows * features];
        using var stream = File.Create(Path.Combine(folder, $"{name}.f32"));
        for (int first = 0; first < positions.Length; first += Rows)
        {
            int count = Math.Min(Rows, positions.Length - first);
            var values = block.AsSpan(0, count * features);
            examples.Gather(processor, positions.AsSpan(first, count), rows.AsSpan(0, count), new(values, count, features), labels.AsSpan(first, count));
            stream.Write(MemoryMarshal.AsBytes(values));
        }

        Write<int>(folder, $"{name}.i32", [labels]);
    }

    private static void Write<T>(string folder, string name, IEnumerable<T[]> parts)
        where T : struct
    {
        using var stream = File.Create(Path.Combine(folder, name));
        foreach (var part in parts)
            stream.Write(MemoryMarshal.AsBytes(part.AsSpan()));
    }

    private static List<float[]> Gradients(string folder, TrainingPlan plan)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, "gradients.f32"));
        var values = MemoryMarshal.Cast<byte, float>(bytes);
        var gradients = new List<float[]>();
        foreach (var parameter in plan.Parameters)
        {
            gradients.Add(values[..parameter.Length].ToArray());
            values = values[parameter.Length..];
        }

        return gradients;
    }
}
