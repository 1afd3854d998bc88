using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Nabla.Studies;

/// <summary>Downloads an archive, verifies it, and extracts it: completely or not at all.</summary>
/// <remarks>
/// The bytes are written to a file next to the target, checked for size and digest, and extracted into a folder next to the target, which is renamed
/// to the target in the last step. A failed or cancelled download leaves no files; a killed one leaves files that end in ".partial",
/// which the next download replaces.
/// </remarks>
public static class ArchiveDownload
{
    private const int BufferSize = 1 << 17;

    /// <summary>Downloads and extracts an archive.</summary>
    /// <param name="client">The HTTP client, with proxy and timeout settings.</param>
    /// <param name="source">The archive, with its size and digest.</param>
    /// <param name="directory">The folder to create. It must not exist; missing parent folders are created.</param>
    /// <param name="progress">Receives the progress after every block.</param>
    /// <param name="cancellation">Cancels the download.</param>
    /// <exception cref="DownloadException">The folder exists, the host cannot be reached or refuses, the bytes are not the expected ones,
    /// or they cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static async Task RunAsync(
        HttpClient client, ArchiveSource source, string directory, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Directory.Exists(target) || File.Exists(target))
            throw new DownloadException($"{target} already exists; remove it to download it again.");

        string archive = target + ".tar.gz.partial";
        string unpacked = target + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);

            // The file is opened exclusively, so of two downloads to one folder the second ends here, and all further files belong to the first.
            await using var file = new FileStream(
                archive, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            try
            {
                Delete(unpacked);
                await ReceiveAsync(client, source, file, progress, cancellation);
                file.Position = 0;
                await ArchiveUnpacking.UnpackAsync(file, source, unpacked, cancellation);
                Directory.Move(unpacked, target);
            }
            finally
            {
                Delete(unpacked);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(
                $"{target}: cannot be written ({error.Message}); choose a place where you may write, with {source.Size + source.UnpackedLimit} bytes free.", error);
        }
    }

    [SuppressMessage("Security", "CA5351", Justification = "The publisher gives no other digest; it guards against damage, and unpacking trusts nothing.")]
    private static async Task ReceiveAsync(
        HttpClient client, ArchiveSource source, FileStream file, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        long received = 0;
        try
        {
            using var response = await client.GetAsync(source.Address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw new DownloadException(
                    $"{source.Address}: the server answered {(int)response.StatusCode} {response.ReasonPhrase}; expected 200. Try again later.");
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            byte[] buffer = new byte[BufferSize];
            int count;
            while ((count = await ReadAsync(body, buffer)) > 0)
            {
                received += count;
                if (received > source.Size)
                    throw new DownloadException($"{source.Address}: got more than {source.Size} bytes; expected {source.Size}. This is another file.");
                digest.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
                progress?.Report(new(received, source.Size));
            }
        }
        catch (HttpRequestException error)
        {
            throw new DownloadException($"{source.Address}: cannot be reached ({error.Message}). Check the network, or fetch the file by other means.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new DownloadException($"{source.Address}: the server did not answer in time. Try again later.", error);
        }

        if (received < source.Size)
            throw BrokenOff(null);
        string md5 = Convert.ToHexStringLower(digest.GetHashAndReset());
        if (!string.Equals(md5, source.Md5, StringComparison.OrdinalIgnoreCase))
            throw new DownloadException($"{source.Address}: got a file with the MD5 digest {md5}; expected {source.Md5}. It is damaged or another file.");

        // A read error comes from the network, a write error from the disk: both are IOException.
        async ValueTask<int> ReadAsync(Stream body, byte[] buffer)
        {
            try
            {
                return await body.ReadAsync(buffer, cancellation);
            }
            catch (IOException error)
            {
                throw BrokenOff(error);
            }
        }

        DownloadException BrokenOff(IOException? error) =>
            new($"{source.Address}: got {received} bytes; expected {source.Size}. The connection was interrupted: try again.", error);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
