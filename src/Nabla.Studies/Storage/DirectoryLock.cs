using System.Globalization;

namespace Nabla.Studies;

/// <summary>Ensures that one process at a time writes to a directory, by a file that it keeps open.</summary>
/// <remarks>
/// The operating system closes the file when its process ends, however it ends, so a lock never outlives its holder. A locked file cannot be
/// read, so the name of the holder is in a second one. Both are deleted when the lock is released; a process that is killed leaves them behind,
/// and the next holder takes them over.
/// </remarks>
internal sealed class DirectoryLock : IDisposable
{
    /// <summary>The name of the file that is kept open.</summary>
    public const string LockFileName = ".nabla-lock";

    /// <summary>The name of the file with the holder: its process id and machine name.</summary>
    public const string HolderFileName = ".nabla-lock-holder";

    private readonly string _holderPath;
    private readonly FileStream _file;

    private DirectoryLock(string holderPath, FileStream file) => (_holderPath, _file) = (holderPath, file);

    /// <summary>Locks a directory for this process.</summary>
    /// <param name="directory">The directory; it must exist.</param>
    /// <exception cref="OutputDirectoryException">Another process, or another run of this one, writes to it.</exception>
    /// <exception cref="IOException">The directory cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing to the directory is not permitted.</exception>
    public static DirectoryLock Take(string directory)
    {
        string lockPath = Path.Combine(directory, LockFileName), holderPath = Path.Combine(directory, HolderFileName);
        FileStream file;
        try
        {
            // Deleted while it is still locked, so that no other process can lock a file that is about to disappear.
            file = new(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(lockPath))
        {
            throw new OutputDirectoryException($"the output directory {directory} is being written by {Holder(holderPath)}; wait for it, or choose another with --out.", error) { IsTaken = true };
        }

        try
        {
            File.WriteAllText(holderPath, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {Environment.MachineName}\n"));
            return new(holderPath, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns whether a process, including this one, holds the lock of a directory.</summary>
    public static bool IsHeld(string directory)
    {
        string path = Path.Combine(directory, LockFileName);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            return false;
        }
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            return File.Exists(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Releases the directory.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_holderPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A leftover name locks nothing.
        }

        _file.Dispose();
    }

    private static string Holder(string path)
    {
        try
        {
            if (File.ReadAllText(path).Split(' ', StringSplitOptions.TrimEntries) is [{ Length: > 0 } process, { Length: > 0 } machine] && process.All(char.IsAsciiDigit))
                return machine == Environment.MachineName ? $"process {process}" : $"process {process} on {machine}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lock has just been taken or released.
        }

        return "another process";
    }
}
