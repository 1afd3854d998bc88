using System.Text;

namespace Nabla.Onnx.Tests;

/// <summary>A file that was changed is never another model.</summary>
public sealed class DamageTests
{
    private const string Changed = "model.onnx cannot be read: it was written by Nabla, but does not match its checksum: it is damaged, or another program edited it; export the model again.";

    [Fact]
    public void Every_changed_byte_is_found()
    {
        byte[] file = SomeModels.Small().ToOnnxBytes();
        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= 0x11;
            Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(file, "model.onnx"));
            file[i] ^= 0x11;
        }

        Assert.NotNull(Model.FromOnnxBytes(file, "model.onnx"));
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        byte[] file = SomeModels.Small().ToOnnxBytes();
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(file.AsMemory(0, length), "model.onnx"));
    }

    [Fact]
    public void A_changed_weight_is_named_as_such()
    {
        byte[] file = SomeModels.Small().ToOnnxBytes();
        float weight = SomeModels.Small().Network.Parameters.All[0].Value[0, 0];
        file[file.AsSpan().IndexOf(BitConverter.GetBytes(weight))] ^= 1;
        Assert.Equal(Changed, Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(file, "model.onnx")).Message);
    }

    [Fact]
    public void A_file_without_its_digest_is_no_file_of_another_program()
    {
        byte[] file = SomeModels.Small().ToOnnxBytes();
        var read = OnnxFile.Read(file);
        Assert.Equal(Changed, Refuse(read with { Metadata = [] }));
        Assert.Equal(Changed, Refuse(read with { Metadata = [], Producer = "other" }));
        Assert.Equal(Changed, Refuse(read with { Producer = "other", Graph = read.Graph with { Name = "other" } }));
    }

    [Fact]
    public void A_digest_does_not_make_a_model_of_nonsense()
    {
        byte[] nonsense = FileDigest.Append(new OnnxFile("Nabla", "", 7, new Dictionary<string, long>(), [], new("", [], [], [], [])).ToBytes());
        var error = Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(nonsense, "model.onnx"));
        Assert.Equal("model.onnx cannot be read: it has no nabla.layers among its metadata, so it is not a Nabla model.", error.Message);
    }

    [Fact]
    public void What_is_no_onnx_file_is_refused()
    {
        Assert.Equal("a.onnx cannot be read: it has no graph: it is incomplete, or not an ONNX file.", Refuse([], "a.onnx"));
        Assert.Equal("a.onnx cannot be read: it ends within a field: it is incomplete, or not an ONNX file.", Refuse([0x3A, 0x50], "a.onnx"));
        Assert.Equal("a.onnx cannot be read: a field is of a kind that ONNX does not use.", Refuse(Encoding.UTF8.GetBytes("species,length\n"), "a.onnx"));
        Assert.Equal("nowhere.onnx cannot be read: there is no such file.", Assert.Throws<InvalidDataException>(() => Model.LoadOnnx("nowhere.onnx")).Message);
        Assert.Equal(". cannot be read: it is a directory; name a file.", Assert.Throws<InvalidDataException>(() => Model.LoadOnnx(".")).Message);
    }

    private static string Refuse(OnnxFile file) => Refuse(file.ToBytes(), "model.onnx");

    private static string Refuse(byte[] file, string name) => Assert.Throws<InvalidDataException>(() => Model.FromOnnxBytes(file, name)).Message;
}
