using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Images;

public sealed class Cifar10Tests : IDisposable
{
    private const string WhatToTry = "Download it with `nabla data get cifar10`, or name the folder with data_batch_1.bin or the archive cifar-10-binary.tar.gz.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void However_many_threads_read_the_first_damaged_file_is_told_about(int threads)
    {
        SmallCifar10.Write(_folder.Path);
        foreach (string file in new[] { "data_batch_2.bin", "data_batch_4.bin", "test_batch.bin" })
            File.WriteAllBytes(_folder[file], [1, 2, 3]);

        var error = Assert.Throws<InvalidDataException>(() => Cifar10.Load(_folder.Path, threads, SmallCifar10.Records));
        Assert.StartsWith(_folder["data_batch_2.bin"] + ": got 3 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_read_file_by_file_in_order()
    {
        SmallCifar10.Write(_folder.Path);

        var (training, test) = Load(_folder.Path);

        Assert.Equal("cifar10 (training files)", training.Name);
        Assert.Equal("cifar10 (test file)", test.Name);
        Assert.Equal(new ImageShape(3, 32, 32), training.Shape);
        Assert.Equal(5 * SmallCifar10.Records, training.Count);
        Assert.Equal(SmallCifar10.Records, test.Count);
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], training.ClassNames);
        for (int file = 0; file < 6; file++)
        {
            byte[] bytes = SmallCifar10.Bytes(file);
            var images = file < 5 ? training : test;
            for (int record = 0; record < SmallCifar10.Records; record++)
            {
                int image = file < 5 ? (file * SmallCifar10.Records) + record : record;
                Assert.Equal(bytes[record * 3073], images.Labels[image]);
                Assert.True(images.Pixels(image).SequenceEqual(bytes.AsSpan((record * 3073) + 1, 3072)));
            }
        }
    }

    [Fact]
    public void A_folder_may_hold_the_folder()
    {
        SmallCifar10.Write(_folder[Cifar10.FolderName]);

        Assert.Equal(5 * SmallCifar10.Records, Load(_folder.Path).Training.Count);
    }

    [Fact]
    public void An_archive_gives_the_same_as_a_folder_whatever_the_order_of_its_files()
    {
        SmallCifar10.Write(_folder["unpacked"]);
        var files = SmallCifar10.All().Reverse().Append(new("readme.html", [1, 2, 3])).ToDictionary(StringComparer.Ordinal);
        File.WriteAllBytes(_folder["archive.tar.gz"], SmallCifar10.Archive(files));

        var (training, test) = Load(_folder["unpacked"]);
        var (archivedTraining, archivedTest) = Load(_folder["archive.tar.gz"]);

        AssertSame(training, archivedTraining);
        AssertSame(test, archivedTest);
    }

    [Fact]
    public void The_class_names_come_from_the_folder_if_it_has_them()
    {
        SmallCifar10.Write(_folder.Path);
        File.WriteAllText(_folder["batches.meta.txt"], "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], Load(_folder.Path).Test.ClassNames);

        File.WriteAllText(_folder["batches.meta.txt"], "a\nb\n");
        AssertFails(_folder.Path, $"{_folder["batches.meta.txt"]}: got 2 class names; expected 10, one per line. Delete the file to use the known names.");

        File.WriteAllText(_folder["batches.meta.txt"], new string('x', 20_000));
        AssertFails(_folder.Path, $"{_folder["batches.meta.txt"]}: got 20000 bytes; expected at most 16384 for 10 class names. Delete the file to use the known names.");
    }

    [Fact]
    public void What_is_not_there_is_refused() =>
        AssertFails(_folder["nowhere"], $"{_folder["nowhere"]}: there is no such folder or file. {WhatToTry}");

    [Fact]
    public void Missing_files_are_named()
    {
        SmallCifar10.Write(_folder.Path);
        File.Delete(_folder["test_batch.bin"]);
        AssertFails(_folder.Path, $"{_folder.Path}: test_batch.bin is missing. {WhatToTry}");

        File.Delete(_folder["data_batch_3.bin"]);
        AssertFails(_folder.Path, $"{_folder.Path}: data_batch_3.bin, test_batch.bin are missing. {WhatToTry}");
    }

    [Theory]
    [InlineData(20 * 3073 - 1, "truncated")]
    [InlineData(0, "truncated")]
    [InlineData(19 * 3073, "truncated")]
    [InlineData(20 * 3073 + 1, "too large")]
    [InlineData(21 * 3073, "too large")]
    public void A_file_of_another_size_is_refused(int size, string reason)
    {
        SmallCifar10.Write(_folder.Path);
        File.WriteAllBytes(_folder["data_batch_2.bin"], new byte[size]);

        AssertFails(
            _folder.Path,
            $"{_folder["data_batch_2.bin"]}: got {size} bytes; expected 61460, 20 records of 3073. The file is {reason}: get it again.");
    }

    [Fact]
    public void The_original_has_ten_thousand_records_a_file()
    {
        SmallCifar10.Write(_folder.Path);

        var error = Assert.Throws<InvalidDataException>(() => Cifar10.Load(_folder.Path));

        Assert.Equal(
            $"{_folder["data_batch_1.bin"]}: got 61460 bytes; expected 30730000, 10000 records of 3073. The file is truncated: get it again.", error.Message);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused()
    {
        SmallCifar10.Write(_folder.Path);
        byte[] bytes = SmallCifar10.Bytes(5);
        bytes[7 * 3073] = 10;
        File.WriteAllBytes(_folder["test_batch.bin"], bytes);

        AssertFails(
            _folder.Path, $"{_folder["test_batch.bin"]}: the label of record 7 is 10; expected 0 to 9. The file is damaged: get it again.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("This is a text.")]
    public void A_file_that_is_no_archive_is_refused(string text)
    {
        File.WriteAllText(_folder["file"], text);

        AssertFails(
            _folder["file"],
            $"{_folder["file"]}: is not a .tar.gz archive; expected the folder cifar-10-batches-bin or the archive cifar-10-binary.tar.gz. {WhatToTry}");
    }

    [Fact]
    public void A_gzip_file_without_a_tar_archive_is_refused()
    {
        using (var zipped = new System.IO.Compression.GZipStream(File.Create(_folder["file.gz"]), System.IO.Compression.CompressionLevel.Fastest))
            zipped.Write(Enumerable.Repeat((byte)'x', 2000).ToArray());

        AssertFails(
            _folder["file.gz"],
            $"{_folder["file.gz"]}: is a gzip file, but what it holds is not a whole tar archive; it is truncated or damaged. Get it again.");
    }

    [Fact]
    public void An_archive_without_a_file_is_refused()
    {
        var files = SmallCifar10.All();
        files.Remove("data_batch_4.bin");
        File.WriteAllBytes(_folder["a.tar.gz"], SmallCifar10.Archive(files));

        AssertFails(_folder["a.tar.gz"], $"{_folder["a.tar.gz"]}: data_batch_4.bin is missing in the archive. {WhatToTry}");
    }

    [Fact]
    public void An_archive_with_a_file_twice_is_refused()
    {
        byte[] batch = SmallCifar10.Bytes(0);
        File.WriteAllBytes(_folder["a.tar.gz"], SmallCifar10.Archive(SmallCifar10.Entry("a/data_batch_1.bin", batch), SmallCifar10.Entry("b/data_batch_1.bin", batch)));

        AssertFails(_folder["a.tar.gz"], $"{_folder["a.tar.gz"]}: b/data_batch_1.bin: there is more than one data_batch_1.bin; expected one. {WhatToTry}");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_truncated_archive_is_refused(double share)
    {
        byte[] archive = SmallCifar10.Archive();
        File.WriteAllBytes(_folder["a.tar.gz"], archive[..(int)(share * archive.Length)]);

        var error = Assert.Throws<InvalidDataException>(() => Load(_folder["a.tar.gz"]));

        Assert.StartsWith(_folder["a.tar.gz"], error.Message, StringComparison.Ordinal);
        Assert.Contains("truncated or damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_its_checksum_is_refused()
    {
        byte[] archive = SmallCifar10.Archive();
        File.WriteAllBytes(_folder["a.tar.gz"], archive[..^8]);
        AssertFails(_folder["a.tar.gz"], $"{_folder["a.tar.gz"]}: is a gzip file, but what it holds is not a whole tar archive; it is truncated or damaged. Get it again.");
    }

    [Fact]
    public void A_length_that_lies_in_a_header_is_refused()
    {
        using var unzipped = new System.IO.Compression.GZipStream(new MemoryStream(SmallCifar10.Archive()), System.IO.Compression.CompressionMode.Decompress);
        using var tar = new MemoryStream();
        unzipped.CopyTo(tar);
        byte[] bytes = tar.ToArray();
        "77777777777\0"u8.CopyTo(bytes.AsSpan(124));
        File.WriteAllBytes(_folder["a.tar.gz"], NpyBytes.Gzip(bytes));
        AssertFails(_folder["a.tar.gz"], $"{_folder["a.tar.gz"]}: is a gzip file, but what it holds is not a whole tar archive; it is truncated or damaged. Get it again.");
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        byte[] archive = SmallCifar10.Archive();
        archive.AsSpan(archive.Length / 2, 1000).Clear();
        File.WriteAllBytes(_folder["a.tar.gz"], archive);

        Assert.Throws<InvalidDataException>(() => Load(_folder["a.tar.gz"]));
    }

    private static (ImageDataset Training, ImageDataset Test) Load(string path) => Cifar10.Load(path, threads: 2, SmallCifar10.Records);

    private static void AssertFails(string path, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Load(path)).Message);

    private static void AssertSame(ImageDataset expected, ImageDataset actual)
    {
        Assert.Equal(expected.Labels.ToArray(), actual.Labels.ToArray());
        for (int i = 0; i < expected.Count; i++)
            Assert.True(expected.Pixels(i).SequenceEqual(actual.Pixels(i)));
    }
}
