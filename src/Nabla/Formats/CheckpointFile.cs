using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nabla.Training;

namespace Nabla.Formats;

/// <summary>A <see cref="Checkpoint"/>, and the recipe that its run belongs to, as one safetensors file.</summary>
/// <remarks>
/// <code>
/// values, best, slots.0, …    [n]         parameters and the optimizer's memory, as they lie in the flat arrays
/// stepLosses                  [steps, 2]  each double as its two halves, the lower first
/// </code>
/// The format has 32-bit floats only, and a loss must come back to the bit: so its bits are cut in two, which is exact for every number
/// and takes eight bytes a step where JSON would take twenty. The metadata hold the epochs as JSON, numbers in the shortest form that reads
/// back the same; the version, since another one may compute other bits; and a digest, the SHA-256 of the file as it would be without it.
/// </remarks>
public static class CheckpointFile
{
    private const string VersionKey = "nabla.checkpoint";
    private const string EpochsKey = "nabla.epochs";
    private const string InspectionsKey = "nabla.inspections";
    private const string InitialFingerprintKey = "nabla.initialFingerprint";
    private const string RecipeKey = "nabla.recipe";
    private const string DigestKey = "nabla.digest";
    private const string ValuesName = "values";
    private const string BestName = "best";
    private const string SlotPrefix = "slots.";
    private const string StepLossesName = "stepLosses";

    private static readonly string Version =
        typeof(CheckpointFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Writes a checkpoint; under its final name only when it is whole and on the disk.</summary>
    /// <param name="path">Where.</param>
    /// <param name="checkpoint">What.</param>
    /// <param name="recipe">The recipe that its run belongs to, as text.</param>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void Save(string path, Checkpoint checkpoint, string recipe)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = Version,
            [EpochsKey] = EpochsToJson(checkpoint.Epochs),
            [InspectionsKey] = InspectionJson.Write(checkpoint.Inspections),
            [InitialFingerprintKey] = checkpoint.InitialFingerprint,
            [RecipeKey] = recipe,
        };
        Tensor[] tensors =
        [
            Flat(ValuesName, checkpoint.Values),
            Flat(BestName, checkpoint.BestValues),
            .. checkpoint.OptimizerSlots.Select((slot, i) => Flat($"{SlotPrefix}{i}", slot)),
            new(StepLossesName, [checkpoint.StepLosses.Count, 2], ToHalves(checkpoint.StepLosses)),
        ];
        metadata[DigestKey] = Digest(metadata, tensors);
        WholeFile.Write(path, stream => Safetensors.Write(stream, metadata, tensors));
    }

    /// <summary>Reads a checkpoint and the recipe that its run belongs to.</summary>
    /// <exception cref="ModelFormatException">It is missing, damaged, edited or of another version.</exception>
    public static (Checkpoint Checkpoint, string Recipe) Load(string path)
    {
        try
        {
            // Whoever looks at a run must not keep its trainer from putting the next checkpoint in this one's place.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var (metadata, tensors) = Safetensors.Read(stream, path);
            return (Read(metadata, tensors), Get(metadata, RecipeKey));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read: {(File.Exists(path) ? e.Message : "there is no such file.")}", e);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or JsonException or InvalidOperationException)
        {
            throw new ModelFormatException($"{path} cannot be read: {(e is FormatException ? e.Message : "its metadata are not what a checkpoint's should be")}.", e);
        }
    }

    private static Checkpoint Read(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        if (!metadata.TryGetValue(VersionKey, out string? version))
            throw new FormatException($"it has no {VersionKey} among its metadata, so it is not a checkpoint of Nabla's");
        var others = metadata.Where(entry => entry.Key != DigestKey).ToDictionary(StringComparer.Ordinal);
        if (Get(metadata, DigestKey) != Digest(others, tensors))
            throw new FormatException("its contents do not match their digest: the file was damaged or edited");
        if (version != Version)
            throw new FormatException($"it was written by version {version}, and this is {Version}, whose numbers may differ; finish the run with that version, or begin it again");

        return new()
        {
            Values = Get(tensors, ValuesName),
            BestValues = Get(tensors, BestName),
            OptimizerSlots = [.. tensors.Where(tensor => tensor.Name.StartsWith(SlotPrefix, StringComparison.Ordinal)).Select(tensor => tensor.Values)],
            Epochs = EpochsFromJson(Get(metadata, EpochsKey)),
            Inspections = InspectionJson.Read(Get(metadata, InspectionsKey)),
            StepLosses = FromHalves(Get(tensors, StepLossesName).Span),
            InitialFingerprint = Get(metadata, InitialFingerprintKey),
        };
    }

    private static Tensor Flat(string name, ReadOnlyMemory<float> values) => new(name, [values.Length], values);

    /// <summary>The writer is canonical, so writing what was read gives the bytes that were hashed before.</summary>
    private static string Digest(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Safetensors.Write(sink, metadata, tensors);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static float[] ToHalves(IReadOnlyList<double> numbers)
    {
        float[] halves = new float[checked(2 * numbers.Count)];
        for (int i = 0; i < numbers.Count; i++)
        {
            long bits = BitConverter.DoubleToInt64Bits(numbers[i]);
            halves[2 * i] = BitConverter.Int32BitsToSingle((int)bits);
            halves[(2 * i) + 1] = BitConverter.Int32BitsToSingle((int)(bits >> 32));
        }

        return halves;
    }

    private static double[] FromHalves(ReadOnlySpan<float> halves)
    {
        double[] numbers = new double[halves.Length / 2];
        for (int i = 0; i < numbers.Length; i++)
        {
            long low = BitConverter.SingleToUInt32Bits(halves[2 * i]), high = BitConverter.SingleToInt32Bits(halves[(2 * i) + 1]);
            numbers[i] = BitConverter.Int64BitsToDouble((high << 32) | low);
        }

        return numbers;
    }

    private static string EpochsToJson(IReadOnlyList<EpochRecord> epochs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var epoch in epochs)
            {
                json.WriteStartObject();
                json.WriteNumber("epoch", epoch.Epoch);
                json.WriteNumber("step", epoch.Step);
                json.WriteNumber("trainLoss", epoch.TrainLoss);
                json.WriteNumber("trainAccuracy", epoch.TrainAccuracy);
                json.WriteNumber("validationLoss", epoch.ValidationLoss);
                json.WriteNumber("validationAccuracy", epoch.ValidationAccuracy);
                json.WriteNumber("penalty", epoch.Penalty);
                json.WriteNumber("learningRate", epoch.LearningRate);
                json.WriteNumber("trainingTicks", epoch.TrainingTime.Ticks);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<EpochRecord> EpochsFromJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        var epochs = new List<EpochRecord>();
        foreach (var epoch in json.RootElement.EnumerateArray())
        {
            epochs.Add(new(
                epoch.GetProperty("epoch").GetInt32(),
                epoch.GetProperty("step").GetInt64(),
                epoch.GetProperty("trainLoss").GetDouble(),
                epoch.GetProperty("trainAccuracy").GetDouble(),
                epoch.GetProperty("validationLoss").GetDouble(),
                epoch.GetProperty("validationAccuracy").GetDouble(),
                TimeSpan.FromTicks(epoch.GetProperty("trainingTicks").GetInt64()))
            {
                Penalty = epoch.GetProperty("penalty").GetDouble(),
                LearningRate = epoch.GetProperty("learningRate").GetDouble(),
            });
            if (epochs[^1].Epoch != epochs.Count)
                throw new FormatException($"epoch {epochs[^1].Epoch} stands where epoch {epochs.Count} should");
        }

        return epochs;
    }

    private static ReadOnlyMemory<float> Get(IReadOnlyList<Tensor> tensors, string name) =>
        tensors.FirstOrDefault(tensor => tensor.Name == name)?.Values ?? throw new FormatException($"it has no tensor \"{name}\"");

    private static string Get(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? value) ? value : throw new FormatException($"it has no {key} among its metadata");
}
