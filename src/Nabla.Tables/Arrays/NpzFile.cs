using System.IO.Compression;

namespace Nabla;

/// <summary>An NPZ file: a zip archive with one NPY file per array, stored or deflated. Read in memory; nothing is extracted to disk.</summary>
internal sealed class NpzFile : IDisposable
{
    private const string Extension = ".npy";
    private const string WhatToTry = "Save arrays with numpy.savez or numpy.savez_compressed.";
    private const int MaxShown = 20;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _archive;

    /// <summary>Opens a file and checks the names in it.</summary>
    /// <exception cref="InvalidDataException">The file is not a zip archive, or a name in it is not plain or occurs twice.</exception>
    public NpzFile(string path)
    {
        (_path, _file) = (path, DataFile.Open(path));
        try
        {
            _archive = Attempt(() => new ZipArchive(_file, ZipArchiveMode.Read));
            CheckNames(Attempt(() => _archive.Entries));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Gets the names of the arrays, without .npy, in the order of the archive.</summary>
    public IReadOnlyList<string> Names =>
        [.. _archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length])];

    /// <summary>Throws if entries share bytes: each could decompress to as much as the file allows, and all of them together to much more.</summary>
    /// <exception cref="InvalidDataException">The entries have more bytes than the file.</exception>
    public void RequireDisjoint()
    {
        Int128 packed = 0;
        foreach (var entry in _archive.Entries)
            packed += entry.CompressedLength;
        if (packed > _file.Length)
            throw new InvalidDataException($"{_path}: declares {packed} bytes of entries in a file of {_file.Length}. The file is damaged: get it again.");
    }

    /// <summary>Opens an array.</summary>
    /// <param name="name">The name, without .npy.</param>
    /// <exception cref="InvalidDataException">There is no such array, or the entry is not an array.</exception>
    public NpyFile OpenArray(string name)
    {
        var entry = _archive.Entries.FirstOrDefault(entry => entry.FullName == name + Extension)
            ?? throw new InvalidDataException($"{_path}: has no array \"{Shown.Text(name)}\"; it has {List()}. Name one of these.");
        string where = $"{_path}: {Shown.Text(entry.FullName)}";
        if (entry.IsEncrypted)
            throw new InvalidDataException($"{where}: is encrypted; expected an archive without a password. {WhatToTry}");
        if (entry.CompressedLength > _file.Length)
            throw new InvalidDataException($"{where}: declares {entry.CompressedLength} bytes in a file of {_file.Length}. The file is truncated or damaged: get it again.");

        var stream = Attempt(entry.Open);
        bool isStored = stream is not DeflateStream && entry.CompressedLength == entry.Length;
        return NpyFile.Open(isStored
            ? BoundedReader.Stored(where, stream, entry.Length, entry.Crc32)
            : BoundedReader.Deflated(where, stream, entry.CompressedLength, entry.Crc32));
    }

    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    /// <summary>Throws if a name contains a path. Arrays are looked up by name and never extracted, so such a name is harmless here, but the file is not a valid NPZ file.</summary>
    private void CheckNames(IEnumerable<ZipArchiveEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in entries.Select(entry => entry.FullName))
        {
            if (name.Length == 0 || name[0] == '/' || name.AsSpan().ContainsAny("\\:\0") || name.Split('/').Contains("..", StringComparer.Ordinal))
                throw new InvalidDataException($"{_path}: holds an entry named \"{Shown.Text(name)}\", which points outside the archive; expected plain names. Do not use the file: get it from its source.");
            if (!seen.Add(name))
                throw new InvalidDataException($"{_path}: holds two entries named \"{Shown.Text(name)}\"; expected each name once. {WhatToTry}");
        }
    }

    private string List()
    {
        string[] names = [.. Names.Select(name => $"\"{Shown.Text(name)}\"")];
        return names.Length == 0 ? "none" : string.Join(", ", names.Take(MaxShown)) + (names.Length > MaxShown ? $" and {names.Length - MaxShown} more" : "");
    }

    private T Attempt<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"{_path}: is not a complete zip archive ({error.Message}). {WhatToTry}", error);
        }
    }
}
