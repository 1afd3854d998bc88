using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Images;

public sealed class Cifar100Tests : IDisposable
{
    private const string WhatToTry = "Unpack cifar-100-binary.tar.gz and name the folder with train.bin.";
    private static readonly string Names = string.Concat(Enumerable.Range(0, 100).Select(i => $"class{i}\n"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_fine_labels_are_read(bool train)
    {
        byte[] records = IdxBytes.Bytes(2 * 3074);
        (records[0], records[1], records[3074], records[3075]) = (200, 99, 19, 7);
        Write(_folder.Path, train ? "train.bin" : "test.bin", records);
        var data = Cifar100.Load(_folder.Path, train, records: 2);

        Assert.Equal([99, 7], data.Labels.ToArray());
        Assert.Equal(records[3076..], data.Pixels(1).ToArray());
        Assert.Equal("class99", data.ClassNames[99]);
        Assert.Equal((new ImageShape(3, 32, 32), train ? "cifar100 (training file)" : "cifar100 (test file)"), (data.Shape, data.Name));
    }

    [Fact]
    public void A_folder_may_hold_the_folder()
    {
        Write(Directory.CreateDirectory(_folder["cifar-100-binary"]).FullName, "train.bin", new byte[3074]);
        Assert.Equal(1, Cifar100.Load(_folder.Path, train: true, records: 1).Count);
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        AssertFails($"{_folder.Path}: test.bin and fine_label_names.txt are missing. {WhatToTry}");
        Write(_folder.Path, "test.bin", new byte[3073]);
        AssertFails($"{_folder["test.bin"]}: got 3073 bytes; expected 30740000, 10000 records of 3074. The file is truncated: get it again.");
        _folder.Write("fine_label_names.txt", "one\ntwo\n");
        AssertFails($"{_folder["fine_label_names.txt"]}: got 2 class names; expected 100, one per line. {WhatToTry}");
        _folder.Write("fine_label_names.txt", new string('x', 20_000));
        AssertFails($"{_folder["fine_label_names.txt"]}: got 20000 bytes; expected at most 16384 for 100 class names. Check that it is the right file.");
        _folder.Write("fine_label_names.txt", Names.Replace("class5\n", "a\0b\n", StringComparison.Ordinal));
        AssertFails($"{_folder["fine_label_names.txt"]}: class name 6 is \"a?b\"; expected plain text. {WhatToTry}");
    }

    private static void Write(string folder, string name, byte[] bytes)
    {
        File.WriteAllText(Path.Combine(folder, "fine_label_names.txt"), Names);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    private void AssertFails(string message) => Assert.Equal(message, Assert.ThrowsAny<Exception>(() => ImageDataset.FromCifar100(_folder.Path, train: false)).Message);
}
