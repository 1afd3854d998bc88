using System.Security.Cryptography;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Training;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["c"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_comes_back_to_the_bit()
    {
        var checkpoint = Some();
        checkpoint.Save(Path, "{ \"epochs\": 3 }");
        byte[] bytes = File.ReadAllBytes(Path);
        var (loaded, recipe) = Checkpoint.Load(Path);

        Assert.Equal("{ \"epochs\": 3 }", recipe);
        Assert.Equal(checkpoint.Values.ToArray().Select(BitConverter.SingleToInt32Bits), loaded.Values.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(checkpoint.BestValues.ToArray(), loaded.BestValues.ToArray());
        Assert.Equal("Some rule", loaded.State.Kind);
        Assert.Equal(["a", "b"], loaded.State.Floats.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([7, 8, 9], loaded.State.Floats["b"].ToArray());
        Assert.Equal(["c"], loaded.State.Doubles.Keys);
        Assert.Equal(
            checkpoint.State.Doubles["c"].ToArray().Select(BitConverter.DoubleToInt64Bits), loaded.State.Doubles["c"].ToArray().Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(checkpoint.State.Scalars.OrderBy(number => number.Key, StringComparer.Ordinal), loaded.State.Scalars.OrderBy(number => number.Key, StringComparer.Ordinal));
        Assert.Equal(checkpoint.Epochs.SelectMany(epoch => epoch.Layers), loaded.Epochs.SelectMany(epoch => epoch.Layers));
        Assert.Equal(checkpoint.Epochs.Select(epoch => epoch with { Layers = [] }), loaded.Epochs.Select(epoch => epoch with { Layers = [] }));
        Assert.Equal(checkpoint.StepLosses.Select(BitConverter.DoubleToInt64Bits), loaded.StepLosses.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(checkpoint.InitialFingerprint, loaded.InitialFingerprint);

        loaded.Save(Path, recipe);
        Assert.Equal(bytes, File.ReadAllBytes(Path));
        Assert.Equal("c", _folder.Names);
    }

    [Fact]
    public void No_culture_changes_a_byte()
    {
        Some().Save(Path, "");
        using (new ForeignCulture())
            Checkpoint.Load(Path).Checkpoint.Save(_folder["foreign"], "");
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(_folder["foreign"]));
    }

    [Fact]
    public void Any_changed_byte_is_refused_with_a_sentence()
    {
        Some().Save(Path, "recipe");
        byte[] bytes = File.ReadAllBytes(Path);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x15;
            Assert.Matches(@"^\S+ cannot be read: [^\n]+\.$", Refusal(changed));
        }
    }

    [Fact]
    public void Cut_anywhere_it_is_refused_with_a_sentence()
    {
        Some().Save(Path, "recipe");
        byte[] bytes = File.ReadAllBytes(Path);
        for (int length = 0; length < bytes.Length; length += 5)
            Assert.StartsWith($"{Path} cannot be read: ", Refusal(bytes[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void Edited_metadata_and_edited_numbers_are_found_by_the_digest()
    {
        Some().Save(Path, "recipe");
        string damaged = $"{Path} cannot be read: its contents do not match their checksum: the file was damaged or edited.";
        var (metadata, tensors) = Safetensors.Read(File.ReadAllBytes(Path), "c", TensorTypes.Checkpoint);

        var other = new Dictionary<string, string>(metadata, StringComparer.Ordinal) { ["nabla.recipe"] = "another" };
        Assert.Equal(damaged, Refusal(Safetensors.Write(other, tensors)));
        Assert.Equal(damaged, Refusal(Safetensors.Write(metadata, [tensors[0] with { Values = new float[] { 1, 2, 3 } }, .. tensors.Skip(1)])));
        Assert.Equal(damaged, Refusal(Safetensors.Write(metadata, [.. tensors.SkipLast(1)])));
    }

    [Fact]
    public void The_format_of_versions_that_cut_doubles_in_two_is_refused()
    {
        Some().Save(Path, "recipe");
        var (metadata, tensors) = Safetensors.Read(File.ReadAllBytes(Path), "c", TensorTypes.Checkpoint);
        var old = metadata.Where(entry => entry.Key is not ("nabla.format" or "nabla.method" or "nabla.digest")).ToDictionary(StringComparer.Ordinal);
        tensors = [.. tensors.Where(tensor => !tensor.IsDouble)];
        old["nabla.digest"] = Convert.ToHexStringLower(SHA256.HashData(Safetensors.Write(old, tensors)));
        Assert.Equal(
            $"{Path} cannot be read: its format is 1, and this version reads format 2; finish the run with the version that started it, or start it again.",
            Refusal(Safetensors.Write(old, tensors)));
    }

    [Fact]
    public void Doubles_are_read_only_where_they_are_asked_for()
    {
        Some().Save(Path, "recipe");
        Assert.EndsWith(
            "has dtype F64; only F32 can be read.", Assert.Throws<InvalidDataException>(() => Safetensors.Read(File.ReadAllBytes(Path), "c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_not_a_checkpoint() => Assert.Equal(
        $"{Path} cannot be read: it has no nabla.checkpoint among its metadata, so it is not a Nabla checkpoint.",
        Refusal(Safetensors.Write(new Dictionary<string, string>(), [])));

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal(
        $"{Path} cannot be read: there is no such file.", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(Path)).Message);

    [Fact]
    public void What_cannot_be_written_leaves_the_old_checkpoint()
    {
        Some().Save(Path, "old");
        Directory.CreateDirectory(Path + ".partial");
        Assert.ThrowsAny<Exception>(() => Some().Save(Path, "new"));
        Assert.Equal("old", Checkpoint.Load(Path).Recipe);
    }

    private string Refusal(byte[] bytes)
    {
        File.WriteAllBytes(Path, bytes);
        return Assert.Throws<InvalidDataException>(() => Checkpoint.Load(Path)).Message;
    }

    /// <summary>Numbers that are hard to write down: zeros of both signs, the smallest and the largest, thirds, and a NaN with a payload.</summary>
    private static Checkpoint Some() => new()
    {
        Values = new[] { -0f, float.Epsilon, BitConverter.Int32BitsToSingle(0x7fc12345) },
        BestValues = new[] { 1f / 3, float.MaxValue, float.MinValue },
        State = new()
        {
            Kind = "Some rule",
            Scalars = new Dictionary<string, double> { ["step"] = 3, ["loss"] = 1.0 / 3 },
            Floats = new Dictionary<string, ReadOnlyMemory<float>> { ["b"] = new float[] { 7, 8, 9 }, ["a"] = new float[] { 4, 5, 6 } },
            Doubles = new Dictionary<string, ReadOnlyMemory<double>> { ["c"] = new[] { -0.0, double.Epsilon, BitConverter.Int64BitsToDouble(0x7ff81234_56789abc) } },
        },
        Epochs =
        [
            new(1, 2, 1.0 / 3, 0.1, double.MaxValue, 0.2, TimeSpan.FromTicks(12345)),
            new(2, 4, double.Epsilon, 1.0 / 7, 0.3, 1, TimeSpan.FromTicks(long.MaxValue)),
            new(3, 6, 0.5, null, 0.25, null, TimeSpan.Zero) { ValidationRmse = 1.0 / 3, ValidationMae = 0.1, ValidationR2 = double.NaN, Layers = [new("layers.0", "Linear", 8, DeadShare: null, double.NaN, 1.0 / 3, double.PositiveInfinity), new("layers.1", "Relu", 8, 0.125, 1, GradientNorm: null, ParameterNorm: null)] },
        ],
        StepLosses = [1.0 / 3, -0.0, double.Epsilon, double.MaxValue, Math.PI, BitConverter.Int64BitsToDouble(0x7fa00001_7fa00001)],
        InitialFingerprint = "0123",
    };
}
