using System.IO.Compression;
using Nabla;
using Nabla.Networks;
using Nabla.Testing;

namespace Samples;

public sealed class ReadDataFilesTests
{
    [Fact]
    public void Every_format_on_the_page_is_read()
    {
        using var folder = new TemporaryFolder();
        byte[] features = NpyBytes.Floats([4, 2], 1, 2, 3, 4, 5, 6, 7, 8);
        File.WriteAllBytes(folder["measurements.npz"], NpyBytes.Zip(CompressionLevel.Optimal, ("x.npy", features), ("y.npy", NpyBytes.Floats([4], 1, 2, 3, 4))));
        File.WriteAllBytes(folder["x.npy"], features);
        File.WriteAllBytes(folder["y.npy"], NpyBytes.Integers(0, 1, 0, 1));
        Directory.CreateDirectory(folder["mnist"]);
        File.WriteAllBytes(folder["mnist/t10k-images-idx3-ubyte.gz"], NpyBytes.Gzip(IdxBytes.Images(3, 28, 28)));
        File.WriteAllBytes(folder["mnist/t10k-labels-idx1-ubyte.gz"], NpyBytes.Gzip(IdxBytes.Labels(7, 2, 1)));
        Directory.CreateDirectory(folder["photos/cat"]);
        File.WriteAllBytes(folder["photos/cat/1.png"], PngBytes.Plain(2, 1, isGrey: true, [1, 2]));

        var data = ReadDataFiles.Run(folder.Path);

        Assert.Equal([4, 3, 1, 4], data.Select(set => set.Count));
        Assert.Equal([2, 784, 6, 2], data.Select(set => set.Features));
        Assert.Equal([1, 10, 1, 2], data.Select(set => set.Task.Names.Count));
        ((IDisposable)data[3]).Dispose();
    }
}
