using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Nabla.Studies;

/// <summary>Fetches an archive, checks that it is the right one, and unpacks it: all of that or nothing.</summary>
/// <remarks>
/// The bytes go into a file beside the target, are checked for size and digest, and are unpacked into a folder beside the target, which gets the
/// target's name in the last step. What failed or was cancelled leaves nothing behind; what was killed leaves files that end in ".partial",
/// and the next download replaces them.
/// </remarks>
public static class ArchiveDownload
{
    private const int BufferSize = 1 << 17;

    /// <summary>Downloads and unpacks an archive.</summary>
    /// <param name="client">Asks for it; carries proxies and time limits.</param>
    /// <param name="source">What to fetch and how to know it.</param>
    /// <param name="directory">The folder to make. It must not exist yet; the folder around it is made when it is missing.</param>
    /// <param name="progress">Told after every piece.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DownloadException">It exists already, the host cannot be reached or refuses, the bytes are not the right ones,
    /// or they cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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

            // Nobody else may open the file, so of two downloads to one place the second ends here, and what follows is the first one's alone.
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

        // An error while reading is the network's fault, one while writing the disk's: both are IOException.
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
