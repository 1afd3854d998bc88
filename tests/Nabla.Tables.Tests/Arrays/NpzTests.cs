using System.IO.Compression;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Arrays;

public sealed class NpzTests : IDisposable
{
    private static readonly byte[] Features = NpyBytes.Floats([2, 2], 1, 2, 3, 4), Targets = NpyBytes.Integers(1, 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Arrays_are_read_stored_and_deflated(CompressionLevel level)
    {
        string path = File(NpyBytes.Zip(level, ("x.npy", Features), ("y.npy", Targets), ("other.npy", Targets)));
        var data = ArrayDataset.FromNpz(path, TaskKind.Classification, names: ["a", "b"], name: "some");

        Assert.Equal([1, 2, 3, 4], Rows.Raw(data));
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Equal("some", data.Name);
        Assert.Equal(["a", "b"], data.ClassNames);
        Assert.Equal([1f, 0], ArrayDataset.FromNpz(path, TaskKind.Regression, targets: "other").Values.ToArray());
    }

    [Fact]
    public void An_array_that_is_not_there_is_refused_with_the_names_of_those_that_are() =>
        AssertFails("has no array \"x\"; it has \"a\", \"b\". Name one of these.", NpyBytes.Zip(CompressionLevel.Optimal, ("a.npy", Features), ("b.npy", Targets), ("readme.txt", [1])));

    [Theory]
    [InlineData("../x.npy", "../x.npy")]
    [InlineData("a/../../x.npy", "a/../../x.npy")]
    [InlineData("/etc/x.npy", "/etc/x.npy")]
    [InlineData("..\\x.npy", "..\\x.npy")]
    [InlineData("C:x.npy", "C:x.npy")]
    public void A_name_that_leads_out_of_the_archive_is_refused(string name, string shown) =>
        AssertFails(
            $"holds an entry named \"{shown}\", which points outside the archive; expected plain names. Do not use the file: get it from its source.",
            NpyBytes.Zip(CompressionLevel.Optimal, ("x.npy", Features), ("y.npy", Targets), (name, [1])));

    [Fact]
    public void A_name_that_is_there_twice_is_refused() =>
        AssertFails(
            "holds two entries named \"x.npy\"; expected each name once. Save arrays with numpy.savez or numpy.savez_compressed.",
            NpyBytes.Zip(CompressionLevel.Optimal, ("x.npy", Features), ("x.npy", Features), ("y.npy", Targets)));

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        AssertFails("is not a complete zip archive (", []);
        AssertFails("is not a complete zip archive (", Features);
        byte[] file = NpyBytes.Zip(CompressionLevel.Optimal, ("x.npy", Features), ("y.npy", Targets));
        AssertFails("is not a complete zip archive (", file[..^30]);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_changed_element_is_found_by_the_checksum(CompressionLevel level)
    {
        byte[] file = NpyBytes.Zip(level, ("x.npy", NpyBytes.Write("|u1", [2, 100], IdxBytes.Bytes(200))), ("y.npy", Targets));
        int at = level == CompressionLevel.NoCompression ? 200 : file.AsSpan().LastIndexOf(IdxBytes.Bytes(200).AsSpan(100, 20)) is var place and > 0 ? place : 180;
        file[at] ^= 1;
        AssertFails("", file);
    }

    [Fact]
    public void A_stated_length_is_compared_with_what_the_entry_can_hold()
    {
        byte[] bomb = NpyBytes.Write("|u1", [100_000, 1000], new byte[100]);
        AssertFails("x.npy: declares 100000000 bytes, 100000 x 1000 elements of type u1; so few compressed bytes unpack to", NpyBytes.Zip(CompressionLevel.Optimal, ("x.npy", bomb), ("y.npy", Targets)));
        AssertFails("x.npy: got 100 bytes of data; expected 100000000, 100000 x 1000 elements of type u1.", NpyBytes.Zip(CompressionLevel.NoCompression, ("x.npy", bomb), ("y.npy", Targets)));
    }

    private void AssertFails(string message, byte[] file)
    {
        string path = File(file);
        Assert.StartsWith($"{path}: {message}", Assert.Throws<InvalidDataException>(() => ArrayDataset.FromNpz(path, TaskKind.Classification)).Message, StringComparison.Ordinal);
    }

    private string File(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(_folder["data.npz"], bytes);
        return _folder["data.npz"];
    }
}
