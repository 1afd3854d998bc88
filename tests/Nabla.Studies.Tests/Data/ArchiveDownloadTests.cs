using System.Diagnostics.CodeAnalysis;
using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

[SuppressMessage("Security", "CA5351", Justification = "The digest under test.")]
public sealed class ArchiveDownloadTests : IDisposable
{
    private const string Address = "https://example.org/some.tar.gz";
    private static readonly byte[] Good = SmallCifar10.Archive();

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["cifar"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_archive_becomes_a_folder_of_its_files()
    {
        var seen = new Progress();

        await ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), Target, seen, TestContext.Current.CancellationToken);

        Assert.Equal(["cifar"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        foreach (var (name, bytes) in SmallCifar10.All())
            Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(Target, name), TestContext.Current.CancellationToken));
        Assert.Equal(new DownloadProgress(Good.Length, Good.Length), seen.Last);
    }

    [Fact]
    public async Task Folders_around_the_target_are_made()
    {
        string target = Path.Combine(_folder["a"], "b", "cifar") + Path.DirectorySeparatorChar;

        await ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), target, cancellation: TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(target, "test_batch.bin")));
    }

    [Fact]
    public async Task What_a_killed_download_left_is_replaced()
    {
        Directory.CreateDirectory(Target + ".partial");
        await File.WriteAllTextAsync(Path.Combine(Target + ".partial", "old"), "old", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Target + ".tar.gz.partial", "old", TestContext.Current.CancellationToken);

        await ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), Target, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["cifar"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.Combine(Target, "old")));
    }

    [Fact]
    public async Task A_target_that_exists_is_left_alone()
    {
        Directory.CreateDirectory(Target);

        var error = await Assert.ThrowsAsync<DownloadException>(() => Run(FakeServer.Client(Good), Source(Good)));

        Assert.Equal($"{Target} already exists; remove it to download it again.", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
    }

    [Fact]
    public Task A_truncated_download_is_refused() => AssertFails(
        FakeServer.Client(Good[..^1]), Source(Good), $"{Address}: got {Good.Length - 1} bytes; expected {Good.Length}. The connection was interrupted: try again.");

    [Fact]
    public Task A_connection_that_breaks_is_told_from_a_disk_that_fails() => AssertFails(
        FakeServer.Client(() => new(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream(Good)) }),
        Source(Good), $"{Address}: got {Good.Length / 2} bytes; expected {Good.Length}. The connection was interrupted: try again.");

    [Fact]
    public Task A_download_that_is_too_large_is_refused() => AssertFails(
        FakeServer.Client([.. Good, 0]), Source(Good), $"{Address}: got more than {Good.Length} bytes; expected {Good.Length}. This is another file.");

    [Fact]
    public Task Another_digest_is_refused() => AssertFails(
        FakeServer.Client(Good), Source(Good) with { Md5 = new string('0', 32) },
        $"{Address}: got a file with the MD5 digest {Convert.ToHexStringLower(MD5.HashData(Good))}; expected 00000000000000000000000000000000. It is damaged or another file.");

    [Fact]
    public Task An_error_of_the_server_is_told() => AssertFails(
        FakeServer.Client(() => new(HttpStatusCode.NotFound)), Source(Good), $"{Address}: the server answered 404 Not Found; expected 200. Try again later.");

    [Fact]
    public Task A_host_that_cannot_be_reached_is_told() => AssertFails(
        FakeServer.Client(() => throw new HttpRequestException("Name or service not known")), Source(Good),
        $"{Address}: cannot be reached (Name or service not known). Check the network, or fetch the file by other means.");

    [Fact]
    public Task A_time_limit_is_told() => AssertFails(
        FakeServer.Client(() => throw new TaskCanceledException()), Source(Good), $"{Address}: the server did not answer in time. Try again later.");

    [Fact]
    public async Task Cancellation_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Progress { OnReport = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), Target, progress, cancellation.Token));

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told()
    {
        await File.WriteAllTextAsync(_folder["file"], "", TestContext.Current.CancellationToken);
        string target = Path.Combine(_folder["file"], "cifar");

        var error = await Assert.ThrowsAsync<DownloadException>(() => ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), target, cancellation: TestContext.Current.CancellationToken));

        Assert.StartsWith($"{target}: cannot be written (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_download_to_the_same_place_ends_and_the_first_goes_on()
    {
        string? second = null;
        var progress = new Progress
        {
            OnReport = () => second ??= Assert.Throws<DownloadException>(() => Run(FakeServer.Client(Good), Source(Good)).GetAwaiter().GetResult()).Message,
        };

        await ArchiveDownload.RunAsync(FakeServer.Client(Good), Source(Good), Target, progress, TestContext.Current.CancellationToken);

        Assert.StartsWith($"{Target}: cannot be written (", second, StringComparison.Ordinal);
        Assert.Equal(["cifar"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(Target, "test_batch.bin")));
    }

    [Theory]
    [InlineData("../evil", "leaves its folder")]
    [InlineData("cifar-10-batches-bin/../../evil", "leaves its folder")]
    [InlineData("cifar-10-batches-bin/./evil", "leaves its folder")]
    [InlineData("/tmp/evil", "is not a relative path")]
    [InlineData("C:/evil", "is not a relative path")]
    [InlineData("cifar-10-batches-bin\\..\\..\\evil", "is not a relative path")]
    [InlineData("evil", "lies outside of cifar-10-batches-bin")]
    [InlineData("cifar-10-batches-bin-evil/file", "lies outside of cifar-10-batches-bin")]
    public Task A_path_that_leaves_the_folder_is_refused(string name, string reason) =>
        AssertUnsafe(SmallCifar10.Entry(name, [1]), reason);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "is a link")]
    [InlineData(TarEntryType.HardLink, "is a link")]
    [InlineData(TarEntryType.Fifo, "is neither a file nor a folder")]
    [InlineData(TarEntryType.CharacterDevice, "is neither a file nor a folder")]
    public Task Links_and_devices_are_refused(TarEntryType type, string reason)
    {
        var entry = new PaxTarEntry(type, "cifar-10-batches-bin/link");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";
        return AssertUnsafe(entry, reason);
    }

    [Fact]
    public Task A_file_that_is_there_twice_is_refused() => AssertUnsafe(SmallCifar10.Entry("cifar-10-batches-bin/first", [2]), "is there twice");

    [Fact]
    public Task More_than_the_limit_is_not_unpacked()
    {
        byte[] archive = SmallCifar10.Archive(SmallCifar10.Entry("cifar-10-batches-bin/large", new byte[1001]));
        return AssertFails(
            FakeServer.Client(archive), Source(archive) with { UnpackedLimit = 1000 },
            $"{Address}: the archive unpacks to more than 1000 bytes; nothing was unpacked.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task What_is_no_archive_is_refused(bool truncated)
    {
        byte[] bytes = truncated ? Good[..(Good.Length / 2)] : [1, 2, 3];
        return AssertFails(
            FakeServer.Client(bytes), Source(bytes), $"{Address}: is not a complete .tar.gz archive; it is truncated or damaged. Try again.");
    }

    [Fact]
    public void The_original_archive_is_known_by_size_and_digest()
    {
        Assert.Equal("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", DataCatalog.Cifar10Archive.Address.ToString());
        Assert.Equal(170_052_171, DataCatalog.Cifar10Archive.Size);
        Assert.Equal("c32a1d4ab5d03f1284b67883e8d87530", DataCatalog.Cifar10Archive.Md5);
    }

    private static ArchiveSource Source(byte[] archive) =>
        new(new(Address), archive.Length, Convert.ToHexStringLower(MD5.HashData(archive)), Cifar10.FolderName, UnpackedLimit: 1_000_000);

    private Task Run(HttpClient client, ArchiveSource source) => ArchiveDownload.RunAsync(client, source, Target);

    private Task AssertUnsafe(TarEntry entry, string reason)
    {
        byte[] archive = SmallCifar10.Archive(SmallCifar10.Entry("cifar-10-batches-bin/first", [1]), entry);
        return AssertFails(
            FakeServer.Client(archive), Source(archive), $"{Address}: the archive's entry \"{entry.Name}\" {reason}; nothing was unpacked.");
    }

    private async Task AssertFails(HttpClient client, ArchiveSource source, string message)
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => Run(client, source));

        Assert.Equal(message, error.Message);
        Assert.Empty(_folder.Names);
    }

    private sealed class Progress : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public Action? OnReport { get; init; }

        public void Report(DownloadProgress value)
        {
            Last = value;
            OnReport?.Invoke();
        }
    }

    /// <summary>Gives the first half and then fails, as a socket does.</summary>
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes[..(bytes.Length / 2)])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw new IOException("Connection reset by peer");
        }
    }
}
