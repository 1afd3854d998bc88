namespace Nabla.Formats;

/// <summary>Writes a file so that its name never stands for half of it: under another name in the same directory first, then renamed.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, to the disk itself before it gets its name: not even a loss of power leaves half of it there.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
