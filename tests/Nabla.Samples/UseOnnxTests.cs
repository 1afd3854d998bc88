using Nabla;
using Nabla.Testing;

namespace Samples;

public sealed class UseOnnxTests
{
    [Fact]
    public void A_model_is_written_and_read_and_so_is_one_of_PyTorch()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "Nabla.Onnx.Tests", "Data", "torch-logits.onnx"), folder["logits.onnx"]);
        var table = Table.FromColumns(
            [Column.Numeric("length", Enumerable.Range(0, 40).Select(i => (double)i)), Column.Categorical("species", Enumerable.Range(0, 40).Select(i => i < 20 ? "setosa" : "virginica"))], "species");

        var written = UseOnnx.Write(table, folder.Path);
        var (iris, animals) = UseOnnx.Read(folder.Path);

        Assert.Equal(written.Model.ToBytes(), iris.Model.ToBytes());
        Assert.Equal(["bird", "cat", "dog"], animals.Task.Names);
    }
}
