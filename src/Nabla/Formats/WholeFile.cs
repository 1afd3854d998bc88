using System.Text;

namespace Nabla.Networks;

/// <summary>Writes a file so that its name never refers to incomplete contents: first under another name in the same directory, then renamed.</summary>
/// <remarks>This file is compiled into each project that writes files, so that all of them share one writer without a public type for it.</remarks>
internal static class WholeFile
{
    private const string PartialSuffix = ".partial";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes a file and flushes it to disk before renaming it, so that even after a power failure no incomplete file has its name.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            Prepare(path, write);
            Commit(path);
        }
        catch
        {
            Discard(path);
            throw;
        }
    }

    /// <summary>Writes text and flushes it to disk without renaming it yet: for callers with several files, whose flushes can overlap.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void PrepareText(string path, string text) => Prepare(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Renames a prepared file to its final name.</summary>
    /// <exception cref="IOException">The file cannot be renamed.</exception>
    public static void Commit(string path) => File.Move(path + PartialSuffix, path, overwrite: true);

    /// <summary>Deletes a prepared file.</summary>
    public static void Discard(string path)
    {
        string partial = path + PartialSuffix;
        if (File.Exists(partial))
            File.Delete(partial);
    }

    /// <summary>Deletes a file, and the incomplete file that a killed writer may have left.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        Discard(path);
    }

    private static void Prepare(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path + PartialSuffix, FileMode.Create, FileAccess.Write);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
