using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class Cifar10FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_a_label_and_the_images_bytes()
    {
        var (training, test) = ImageDataset.GenerateShapes(20, 3);

        Cifar10Folder.Write(_folder["out"], training, test);

        Assert.Equal(
            "out out/batches.meta.txt out/data_batch_1.bin out/data_batch_2.bin out/data_batch_3.bin out/data_batch_4.bin out/data_batch_5.bin out/test_batch.bin",
            _folder.Names);
        byte[] second = File.ReadAllBytes(_folder["out/data_batch_2.bin"]);
        Assert.Equal(4 * 3073, second.Length);
        Assert.Equal(training.Labels[4], second[0]);
        Assert.Equal(training.Pixels(4), second.AsSpan(1, 3072));
        Assert.Equal(3 * 3073, new FileInfo(_folder["out/test_batch.bin"]).Length);
        Assert.Equal(training.ClassNames, File.ReadAllLines(_folder["out/batches.meta.txt"]));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused()
    {
        _folder.Write("mine.txt", "");
        var (training, test) = ImageDataset.GenerateShapes(5, 1);
        var error = Assert.Throws<OutputDirectoryException>(() => Cifar10Folder.Write(_folder.Path, training, test));
        Assert.Equal($"the output directory {_folder.Path} exists and is not empty; choose another with --out, or remove it.", error.Message);
        Assert.Equal("mine.txt", _folder.Names);
    }

    [Fact]
    public void A_path_through_a_file_leaves_nothing()
    {
        string file = _folder.Write("file", "");
        var (training, test) = ImageDataset.GenerateShapes(5, 1);
        Assert.Throws<OutputDirectoryException>(() => Cifar10Folder.Write(Path.Combine(file, "out"), training, test));
        Assert.Equal("file", _folder.Names);
    }
}
