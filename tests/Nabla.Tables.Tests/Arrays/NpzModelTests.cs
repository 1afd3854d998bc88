using System.IO.Compression;
using System.Text;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Arrays;

public sealed class NpzModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["model.npz"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_comes_back_to_the_bit()
    {
        var model = Some();
        model.SaveNpz(Path);
        var loaded = Model.FromNpz(Path);
        Assert.Equal(model.ToBytes(), loaded.ToBytes());
        Assert.Equal("model.npz", _folder.Names);
    }

    [Fact]
    public void Equal_models_are_equal_files()
    {
        Some().SaveNpz(Path);
        byte[] first = File.ReadAllBytes(Path);
        Some().SaveNpz(Path);
        Assert.Equal(first, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Arrays_have_the_names_and_shapes_of_the_model_file()
    {
        Some().SaveNpz(Path);
        using var archive = ZipFile.OpenRead(Path);
        Assert.Equal(
            ["__metadata__.npy", "layers.0.weight.npy", "layers.0.bias.npy", "layers.1.gamma.npy", "layers.1.beta.npy", "layers.3.weight.npy", "layers.3.bias.npy", "layers.1.runningMean.npy", "layers.1.runningVariance.npy"],
            archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        using var weight = archive.GetEntry("layers.0.weight.npy")!.Open();
        byte[] header = new byte[128];
        weight.ReadExactly(header);
        Assert.Equal("?NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }".PadRight(127) + "\n", Encoding.ASCII.GetString(header));
    }

    [Fact]
    public void Arrays_in_Fortran_order_or_compressed_are_the_same_model()
    {
        Some().SaveNpz(Path);
        using (var file = new NpzFile(Path))
        {
            var arrays = file.Names.Select(name =>
            {
                using var array = file.OpenArray(name);
                var shape = array.Header.Shape;
                byte[] bytes = new byte[array.Header.Elements * array.Header.Type.Size];
                array.Bytes.Read(bytes, "the elements");
                if (shape.Count < 2)
                    return ($"{name}.npy", NpyBytes.Write(name == "__metadata__" ? "|u1" : "<f4", [.. shape], bytes));
                byte[][] elements = [.. bytes.Chunk(4)];
                byte[] turned = [.. Enumerable.Range(0, elements.Length).SelectMany(at => elements[(at % shape[0] * shape[1]) + (at / shape[0])])];
                return ($"{name}.npy", NpyBytes.Write("<f4", [.. shape], turned, isFortran: true));
            }).ToArray();
            File.WriteAllBytes(_folder["other.npz"], NpyBytes.Zip(CompressionLevel.Optimal, arrays));
        }

        Assert.Equal(Some().ToBytes(), Model.FromNpz(_folder["other.npz"]).ToBytes());
    }

    [Fact]
    public void What_is_no_model_is_refused()
    {
        Refused($"{Path} cannot be read: it has no array \"__metadata__\", so it is not a Nabla model.", ("x.npy", NpyBytes.Write("<f4", [1], new byte[4])));
        Refused($"{Path}: __metadata__.npy: got 1 elements of type f4; expected the bytes of a text: one axis, type u1. The file is damaged: get it again.", ("__metadata__.npy", NpyBytes.Write("<f4", [1], new byte[4])));
        Refused($"{Path}: __metadata__.npy: is not the text of a JSON object. The file is damaged: get it again.", ("__metadata__.npy", Text("{")));
        Refused($"{Path} cannot be read: __metadata__ is not an object of strings.", ("__metadata__.npy", Text("[]")));
        Refused($"{Path} cannot be read: it has no nabla.layers among its metadata, so it is not a Nabla model.", ("__metadata__.npy", Text("{}")));
        Refused($"{Path}: a?b.npy: is not an NPY file: it does not begin with the bytes 0x93 \"NUMPY\". Save arrays with numpy.save.", ("__metadata__.npy", Text("{}")), ("a\u0006b.npy", new byte[20]));
        Refused($"{Path} cannot be read: its parameters do not match their fingerprint: the file was damaged or edited.", [.. Changed()]);
    }

    private static byte[] Text(string text) => NpyBytes.Write("|u1", [text.Length], Encoding.UTF8.GetBytes(text));

    /// <summary>The model with one other weight.</summary>
    private IEnumerable<(string, byte[])> Changed()
    {
        Some().SaveNpz(Path);
        using var archive = ZipFile.OpenRead(Path);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            byte[] bytes = new byte[entry.Length];
            stream.ReadExactly(bytes);
            if (entry.FullName == "layers.3.weight.npy")
                bytes[^1] ^= 1;
            yield return (entry.FullName, bytes);
        }
    }

    private void Refused(string sentence, params (string, byte[])[] entries)
    {
        File.WriteAllBytes(Path, NpyBytes.Zip(CompressionLevel.NoCompression, entries));
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => Model.FromNpz(Path)).Message);
    }

    private static Model Some()
    {
        var network = new Network(new Linear(4, 3), new BatchNorm(3), new Elu(3), new Linear(3, 2));
        network.Initialize(1);
        return new(network, InputSchema.Table(new([0.25, 1.0 / 3, 0, 0], [0.5, 2, 1, 0])), LearningTask.Classification("cat", "dög"));
    }
}
