using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

using System.Text.Json;

namespace Nabla.Networks;

/// <summary>A <see cref="Checkpoint"/> and the recipe of its run, as one safetensors file.</summary>
/// <remarks>
/// <code>
/// values, best       F32 [n]             parameters and running statistics, in the layout of the flat array
/// buffer.NAME        F32 or F64 [m]      a buffer of the training method's state
/// number.NAME        F64 []              a scalar of the training method's state
/// stepLosses         F64 [steps]         the loss of every step
/// </code>
/// Buffers and scalars are sorted by name. The metadata contain the method; the epochs as JSON, with numbers in their shortest round-trip form;
/// the format version; the library version, since another one may compute different bits; and a digest, the SHA-256 of the file
/// without the digest.
/// </remarks>
internal static class CheckpointFile
{
    private const string VersionKey = "nabla.checkpoint";
    private const string FormatKey = "nabla.format";
    private const string Format = "2";
    private const string KindKey = "nabla.method";
    private const string EpochsKey = "nabla.epochs";
    private const string InspectionsKey = "nabla.inspections";
    private const string InitialFingerprintKey = "nabla.initialFingerprint";
    private const string RecipeKey = "nabla.recipe";
    private const string DigestKey = "nabla.digest";
    private const string ValuesName = "values";
    private const string BestName = "best";
    private const string BufferPrefix = "buffer.";
    private const string NumberPrefix = "number.";
    private const string StepLossesName = "stepLosses";

    private static readonly string Version =
        typeof(CheckpointFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Writes a checkpoint. The file appears under its name only once it is complete on disk.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="recipe">The recipe of the run, as text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Checkpoint checkpoint, string recipe)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = Version,
            [FormatKey] = Format,
            [KindKey] = checkpoint.State.Kind,
            [EpochsKey] = EpochsToJson(checkpoint.Epochs),
            [InspectionsKey] = InspectionJson.Write(checkpoint.Epochs),
            [InitialFingerprintKey] = checkpoint.InitialFingerprint,
            [RecipeKey] = recipe,
        };
        Tensor[] tensors =
        [
            Flat(ValuesName, checkpoint.Values),
            Flat(BestName, checkpoint.BestValues),
            .. checkpoint.State.Floats.OrderBy(buffer => buffer.Key, StringComparer.Ordinal).Select(buffer => Flat(BufferPrefix + buffer.Key, buffer.Value)),
            .. checkpoint.State.Doubles.OrderBy(buffer => buffer.Key, StringComparer.Ordinal).Select(buffer => Flat(BufferPrefix + buffer.Key, buffer.Value)),
            .. checkpoint.State.Scalars.OrderBy(number => number.Key, StringComparer.Ordinal)
                .Select(number => new Tensor(NumberPrefix + number.Key, [], new ReadOnlyMemory<double>([number.Value]))),
            Flat(StepLossesName, new ReadOnlyMemory<double>([.. checkpoint.StepLosses])),
        ];
        metadata[DigestKey] = Digest(metadata, tensors);
        WholeFile.Write(path, stream => Safetensors.Write(stream, metadata, tensors));
    }

    /// <summary>Reads a checkpoint and the recipe of its run.</summary>
    /// <exception cref="InvalidDataException">The file is missing, damaged, edited or of another version.</exception>
    public static (Checkpoint Checkpoint, string Recipe) Load(string path)
    {
        try
        {
            // A process that reads a run must not prevent its trainer from replacing the checkpoint.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var (metadata, tensors) = Safetensors.Read(stream, path, TensorTypes.Checkpoint);
            return (Read(metadata, tensors), Get(metadata, RecipeKey));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {(File.Exists(path) ? e.Message : "there is no such file.")}", e);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} cannot be read: {(e is FormatException ? e.Message : "its metadata are not what a checkpoint's should be")}.", e);
        }
    }

    private static Checkpoint Read(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        if (!metadata.TryGetValue(VersionKey, out string? version))
            throw new FormatException($"it has no {VersionKey} among its metadata, so it is not a Nabla checkpoint");
        var others = metadata.Where(entry => entry.Key != DigestKey).ToDictionary(StringComparer.Ordinal);
        if (Get(metadata, DigestKey) != Digest(others, tensors))
            throw new FormatException("its contents do not match their checksum: the file was damaged or edited");
        if (!metadata.TryGetValue(FormatKey, out string? format) || format != Format)
            throw new FormatException($"its format is {format ?? "1"}, and this version reads format {Format}; finish the run with the version that started it, or start it again");
        if (version != Version)
            throw new FormatException($"it was written by version {version}, and this is {Version}, which may give different results; finish the run with that version, or start it again");

        return new()
        {
            Values = Get(tensors, ValuesName),
            BestValues = Get(tensors, BestName),
            State = ReadState(Get(metadata, KindKey), tensors),
            Epochs = InspectionJson.Read(Get(metadata, InspectionsKey), EpochsFromJson(Get(metadata, EpochsKey))),
            StepLosses = Find(tensors, StepLossesName, isDouble: true).Doubles.ToArray(),
            InitialFingerprint = Get(metadata, InitialFingerprintKey),
        };
    }

    private static TrainingState ReadState(string kind, IReadOnlyList<Tensor> tensors)
    {
        var scalars = new Dictionary<string, double>(StringComparer.Ordinal);
        var floats = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        var doubles = new Dictionary<string, ReadOnlyMemory<double>>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (tensor.Name.StartsWith(NumberPrefix, StringComparison.Ordinal))
                scalars[tensor.Name[NumberPrefix.Length..]] = tensor is { IsDouble: true, Shape.Count: 0 } ? tensor.Doubles.Span[0] : throw new FormatException($"\"{tensor.Name}\" is not a single number");
            else if (!tensor.Name.StartsWith(BufferPrefix, StringComparison.Ordinal))
                continue;
            else if (tensor.IsDouble)
                doubles[tensor.Name[BufferPrefix.Length..]] = tensor.Doubles;
            else
                floats[tensor.Name[BufferPrefix.Length..]] = tensor.Values;
        }

        // AdamW was formerly a separate optimizer, with Adam's state and steps.
        bool isAdamW = kind == "AdamW" || kind.StartsWith("AdamW ", StringComparison.Ordinal);
        return new() { Kind = isAdamW ? $"Adam{kind["AdamW".Length..]}" : kind, Scalars = scalars, Floats = floats, Doubles = doubles };
    }

    private static Tensor Flat(string name, ReadOnlyMemory<float> values) => new(name, [values.Length], values);

    private static Tensor Flat(string name, ReadOnlyMemory<double> values) => new(name, [values.Length], values);

    /// <summary>The writer is canonical, so writing what was read reproduces the bytes that were hashed.</summary>
    private static string Digest(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Tensor> tensors)
    {
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Safetensors.Write(sink, metadata, tensors);
        return Convert.ToHexStringLower(hash.Hash!);
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
                Write("trainAccuracy", epoch.TrainAccuracy);
                Write("validationLoss", epoch.ValidationLoss);
                Write("validationAccuracy", epoch.ValidationAccuracy);
                Write("validationRmse", epoch.ValidationRmse);
                Write("validationMae", epoch.ValidationMae);
                Write("validationR2", epoch.ValidationR2);
                json.WriteNumber("penalty", epoch.Penalty);
                json.WriteNumber("learningRate", epoch.LearningRate);
                json.WriteNumber("trainingTicks", epoch.TrainingTime.Ticks);
                json.WriteEndObject();
            }

            json.WriteEndArray();

            // R² of a single example is NaN, which JSON cannot represent.
            void Write(string name, double? figure)
            {
                if (figure is { } number && double.IsFinite(number))
                    json.WriteNumber(name, number);
                else if (figure is { } other)
                    json.WriteString(name, other.ToString("R", CultureInfo.InvariantCulture));
            }
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
                Optional(epoch, "trainAccuracy"),
                Optional(epoch, "validationLoss"),
                Optional(epoch, "validationAccuracy"),
                TimeSpan.FromTicks(epoch.GetProperty("trainingTicks").GetInt64()))
            {
                Penalty = epoch.GetProperty("penalty").GetDouble(),
                LearningRate = epoch.GetProperty("learningRate").GetDouble(),
                ValidationRmse = Optional(epoch, "validationRmse"),
                ValidationMae = Optional(epoch, "validationMae"),
                ValidationR2 = Optional(epoch, "validationR2"),
            });
            if (epochs[^1].Epoch != epochs.Count)
                throw new FormatException($"epoch {epochs[^1].Epoch} stands where epoch {epochs.Count} should");
        }

        return epochs;

        static double? Optional(JsonElement epoch, string name)
        {
            if (!epoch.TryGetProperty(name, out var figure))
                return null;
            return figure.ValueKind == JsonValueKind.String ? double.Parse(figure.GetString()!, CultureInfo.InvariantCulture) : figure.GetDouble();
        }
    }

    private static ReadOnlyMemory<float> Get(IReadOnlyList<Tensor> tensors, string name) =>
        Find(tensors, name, isDouble: false).Values;

    private static Tensor Find(IReadOnlyList<Tensor> tensors, string name, bool isDouble) =>
        tensors.FirstOrDefault(tensor => tensor.Name == name && tensor.IsDouble == isDouble) ?? throw new FormatException($"it has no tensor \"{name}\"");

    private static string Get(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? value) ? value : throw new FormatException($"it has no {key} among its metadata");
}
