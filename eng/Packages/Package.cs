using System.IO.Compression;
using System.Xml.Linq;

namespace Packages;

/// <summary>A package and the symbols beside it.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly ZipArchive? _symbols;

    public Package(string file)
    {
        Bytes = new FileInfo(file).Length;
        _archive = ZipFile.OpenRead(file);
        string symbols = Path.ChangeExtension(file, ".snupkg");
        _symbols = File.Exists(symbols) ? ZipFile.OpenRead(symbols) : null;
        var nuspec = _archive.Entries.Single(entry => !entry.FullName.Contains('/', StringComparison.Ordinal) && entry.Name.EndsWith(".nuspec", StringComparison.Ordinal));
        using var stream = nuspec.Open();
        Metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>The size of the file.</summary>
    public long Bytes { get; }

    /// <summary>What the package says about itself.</summary>
    public XElement Metadata { get; }

    public string Name => Text("id");

    /// <summary>Whether <c>dotnet tool install</c> installs it.</summary>
    public bool IsTool => Metadata.Descendants().Any(element => element.Name.LocalName == "packageType" && element.Attribute("name")?.Value.StartsWith("DotnetTool", StringComparison.Ordinal) == true);

    /// <summary>The files, but for those of the format itself.</summary>
    public IEnumerable<ZipArchiveEntry> Files => _archive.Entries
        .Where(entry => entry.FullName is not "[Content_Types].xml" && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
            && !entry.FullName.StartsWith("package/", StringComparison.Ordinal) && !entry.Name.EndsWith(".nuspec", StringComparison.Ordinal));

    /// <summary>The assemblies that are built here.</summary>
    public IEnumerable<ZipArchiveEntry> Assemblies => Files.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && IsOurs(entry));

    /// <summary>The symbols of assemblies that are built here, in the symbol package.</summary>
    public IEnumerable<ZipArchiveEntry> Symbols => _symbols?.Entries.Where(entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal)) ?? [];

    /// <summary>Whether a file is built here: the others are of packages that a tool brings along.</summary>
    public static bool IsOurs(ZipArchiveEntry entry) => entry.Name.StartsWith("nabla.", StringComparison.OrdinalIgnoreCase);

    /// <summary>A field of the metadata; empty if it is missing.</summary>
    public string Text(string field) => Element(field)?.Value ?? "";

    public XElement? Element(string field) => Metadata.Elements().FirstOrDefault(element => element.Name.LocalName == field);

    public static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Dispose()
    {
        _archive.Dispose();
        _symbols?.Dispose();
    }
}
