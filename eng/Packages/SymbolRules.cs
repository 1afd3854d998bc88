using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Packages;

/// <summary>What holds for the symbols of every assembly: a debugger finds the sources by them, whoever built the package.</summary>
internal static class SymbolRules
{
    /// <summary>Source Link, as Portable PDB files name it.</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    /// <summary>A document's source inside of the symbols.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static IEnumerable<string> Errors(ZipArchiveEntry assembly, Package package)
    {
        using var image = new PEReader(new MemoryStream(Package.Read(assembly)));
        var entries = image.ReadDebugDirectory();
        if (!entries.Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible))
            yield return $"{assembly.FullName} is not deterministic.";
        string path = image.ReadCodeViewDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView)).Path;
        if (!path.StartsWith("/_/", StringComparison.Ordinal))
            yield return $"{assembly.FullName} names its symbols by the path {path}.";

        var symbols = package.Symbols.FirstOrDefault(entry => entry.FullName == Path.ChangeExtension(assembly.FullName, ".pdb"));
        if (symbols is null)
        {
            yield return $"{assembly.FullName} has no symbols in the symbol package.";
            yield break;
        }

        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Package.Read(symbols)));
        var reader = provider.GetMetadataReader();
        string commit = package.Element("repository")?.Attribute("commit")?.Value ?? "";
        if (commit.Length > 0 && !Links(reader).Any(link => link.Contains(commit, StringComparison.Ordinal)))
            yield return $"{symbols.FullName}: Source Link does not lead to commit {commit}.";
        foreach (var handle in reader.Documents)
        {
            string name = reader.GetString(reader.GetDocument(handle).Name);
            if (!name.StartsWith("/_/", StringComparison.Ordinal))
                yield return $"{symbols.FullName} names the source {name}.";
            else if (name.Contains("/obj/", StringComparison.Ordinal) && !Custom(reader, handle).Any(kind => kind == EmbeddedSource))
                yield return $"{symbols.FullName}: the generated source {name} is not embedded.";
        }
    }

    private static IEnumerable<string> Links(MetadataReader reader) =>
        from handle in reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
        let information = reader.GetCustomDebugInformation(handle)
        where reader.GetGuid(information.Kind) == SourceLink
        select Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value));

    private static IEnumerable<Guid> Custom(MetadataReader reader, EntityHandle owner) =>
        reader.GetCustomDebugInformation(owner).Select(handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind));
}
