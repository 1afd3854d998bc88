using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Images;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_are_read_plain_and_gzip(bool isCompressed)
    {
        byte[] images = IdxBytes.Images(3, 4, 5), labels = IdxBytes.Labels(2, 0, 1);
        var data = ImageDataset.FromIdx(File("images", isCompressed ? NpyBytes.Gzip(images) : images), File("labels", isCompressed ? NpyBytes.Gzip(labels) : labels));

        Assert.Equal(("images", 3, new ImageShape(1, 4, 5)), (data.Name, data.Count, data.Shape));
        Assert.Equal([2, 0, 1], data.Labels.ToArray());
        Assert.Equal(["0", "1", "2"], data.ClassNames);
        Assert.Equal(images.AsSpan(16 + 20, 20), data.Pixels(1));
    }

    [Fact]
    public void Four_axes_are_images_with_channels()
    {
        string images = File("images", IdxBytes.Write([2, 3, 1, 2], IdxBytes.Bytes(12))), labels = File("labels", IdxBytes.Labels(0, 1));
        Assert.Equal(new ImageShape(3, 1, 2), ImageDataset.FromIdx(images, labels).Shape);
        Rows.AssertSame(ImageDataset.FromIdx(images, labels), ImageDataset.OpenIdx(images, labels), [1, 0, 0]);
    }

    [Fact]
    public void Opened_files_give_the_bits_of_images_in_memory()
    {
        var (images, labels) = (File("images", IdxBytes.Images(10, 70, 70)), File("labels", IdxBytes.Labels(0, 1, 2, 3, 4, 3, 2, 1, 0, 1)));
        var opened = ImageDataset.OpenIdx(images, labels, name: "some");
        Rows.AssertSame(ImageDataset.FromIdx(images, labels), opened, [9, 3, 3, 0]);
        Assert.Equal(("some", 5, 10), (opened.Name, opened.Classes, opened.Count));
        ((IDisposable)opened).Dispose();
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", true)]
    [InlineData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte.gz", true)]
    public void Mnist_is_found_by_its_names(string images, string labels, bool train)
    {
        File(images, images.EndsWith(".gz", StringComparison.Ordinal) ? NpyBytes.Gzip(IdxBytes.Images(2, 28, 28)) : IdxBytes.Images(2, 28, 28));
        File(labels, labels.EndsWith(".gz", StringComparison.Ordinal) ? NpyBytes.Gzip(IdxBytes.Labels(3, 9)) : IdxBytes.Labels(3, 9));
        var data = ImageDataset.FromMnist(_folder.Path, train);
        Assert.Equal([3, 9], data.Labels.ToArray());
        Assert.Equal(10, data.Classes);
        Assert.Equal(train ? "mnist (training files)" : "mnist (test files)", data.Name);
        AssertFails($"{_folder.Path}: {(train ? "t10k" : "train")}-images-idx3-ubyte is missing, plain or as .gz. Name the folder with MNIST's four files.", () => ImageDataset.FromMnist(_folder.Path, !train));
    }

    [Fact]
    public void Files_that_are_wrong_are_refused()
    {
        byte[] images = IdxBytes.Images(2, 2, 2), labels = IdxBytes.Labels(0, 1);
        AssertFails("{0}: ends or is damaged within the header, after 0 bytes. Get the file again.", [], labels);
        AssertFails("{0}: is not an IDX file: it begins with the bytes 89504e47; expected 0000 08 and the number of axes, 01 to 04. Get the original file.", [0x89, 0x50, 0x4e, 0x47], labels);
        AssertFails("{0}: got elements of type 0x0d; expected 0x08, unsigned bytes. Convert the file to bytes.", IdxBytes.Write([2, 2, 2], new byte[8], type: 0x0D), labels);
        AssertFails("{0}: got 7 bytes of data; expected 8, 2 x 2 x 2. The file is truncated: get it again.", images[..^1], labels);
        AssertFails("{0}: got 9 bytes of data; expected 8, 2 x 2 x 2. The file is too large: get it again.", [.. images, 1], labels);
        AssertFails("{0}: got 8 bytes of data; expected 79228162458924105385300197375, 4294967295 x 4294967295 x 4294967295. The file is truncated: get it again.", IdxBytes.Write([uint.MaxValue, uint.MaxValue, uint.MaxValue], new byte[8]), labels);
        AssertFails("{0}: got 2; expected images x height x width, or images x channels x height x width, each at least 1. Check that it is the file of the images.", labels, labels);
        AssertFails("{1}: got 2 x 2 x 2 labels for the 2 images of {0}; expected one for each. Check that the two belong together.", images, images);
        AssertFails("{1}: got 3 labels for the 2 images of {0}; expected one for each. Check that the two belong together.", images, IdxBytes.Labels(0, 1, 1));
        AssertFails("{1}: the label of image 1 is 3; expected 0 to 1. Name every class, or get the file again.", images, IdxBytes.Labels(0, 3), ["a", "b"]);
    }

    [Fact]
    public void Compressed_files_cannot_be_opened()
    {
        var (images, labels) = (File("images", NpyBytes.Gzip(IdxBytes.Images(2, 2, 2))), File("labels", IdxBytes.Labels(0, 1)));
        AssertFails($"{images}: is compressed; images can only be found in a plain file. Unpack it with gunzip, or read it into memory with ImageDataset.FromIdx.", () => ImageDataset.OpenIdx(images, labels));
    }

    private void AssertFails(string message, byte[] images, byte[] labels, string[]? classNames = null)
    {
        var (x, y) = (File("images", images), File("labels", labels));
        AssertFails(message.Replace("{0}", x, StringComparison.Ordinal).Replace("{1}", y, StringComparison.Ordinal), () => ImageDataset.FromIdx(x, y, classNames));
    }

    private static void AssertFails(string message, Action read) => Assert.Equal(message, Assert.Throws<InvalidDataException>(read).Message);

    private string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
