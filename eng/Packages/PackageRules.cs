using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Packages;

/// <summary>What holds for every package.</summary>
internal static class PackageRules
{
    /// <summary>The library without its symbols.</summary>
    private const long MostBytesOfTheLibrary = 400_000;

    private static readonly string[] Fields = ["version", "authors", "license", "icon", "readme", "projectUrl", "description", "releaseNotes", "copyright", "tags"];

    /// <summary>The packages that need no other.</summary>
    private static readonly string[] Independent = ["Nabla", "Nabla.Autograd"];

    public static IEnumerable<string> Errors(Package package, string root) =>
        Fields.Where(field => package.Text(field).Length == 0).Select(field => $"the field {field} is missing.")
            .Concat(Repository(package))
            .Concat(Size(package))
            .Concat(Files(package))
            .Concat(Documentation(package))
            .Concat(package.Assemblies.Concat(package.Symbols.Where(Package.IsOurs)).SelectMany(entry => Paths(entry, root)))
            .Concat(package.Assemblies.SelectMany(assembly => SymbolRules.Errors(assembly, package)));

    private static IEnumerable<string> Repository(Package package)
    {
        var repository = package.Element("repository");
        foreach (string attribute in (string[])["type", "url", "commit"])
        {
            if (string.IsNullOrEmpty(repository?.Attribute(attribute)?.Value))
                yield return $"the repository has no {attribute}.";
        }
    }

    private static IEnumerable<string> Size(Package package)
    {
        if (package.Name == "Nabla" && package.Bytes > MostBytesOfTheLibrary)
            yield return $"it has {package.Bytes:N0} bytes; expected at most {MostBytesOfTheLibrary:N0}.";
        if (Independent.Contains(package.Name, StringComparer.Ordinal) && package.Metadata.Descendants().Any(element => element.Name.LocalName == "dependency"))
            yield return "it has dependencies; expected none.";
    }

    private static IEnumerable<string> Files(Package package)
    {
        string[] files = [.. package.Files.Select(entry => entry.FullName)];
        string[] expected = ["README.md", "icon.png"];
        foreach (string missing in expected.Except(files, StringComparer.Ordinal))
            yield return $"{missing} is missing.";
        if (!package.Assemblies.Any())
            yield return "there is no assembly of Nabla in it.";
        if (package.IsTool)
        {
            if (!files.Any(file => file.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal)))
                yield return "DotnetToolSettings.xml is missing.";
            foreach (string documentation in files.Where(file => file.EndsWith(".xml", StringComparison.Ordinal) && !file.EndsWith("/DotnetToolSettings.xml", StringComparison.Ordinal)))
                yield return $"{documentation}: a tool needs no documentation of its assemblies.";
            string notices = package.Files.FirstOrDefault(entry => entry.FullName == "THIRD-PARTY-NOTICES.txt") is { } entry ? Encoding.UTF8.GetString(Package.Read(entry)) : "";
            foreach (var other in package.Files.Where(file => file.Name.EndsWith(".dll", StringComparison.Ordinal) && !Package.IsOurs(file) && !notices.Contains($"({file.Name})", StringComparison.Ordinal)))
                yield return $"{other.FullName} is not named in THIRD-PARTY-NOTICES.txt.";
            yield break;
        }

        string[] library = [.. package.Assemblies.SelectMany(entry => new[] { entry.FullName, Path.ChangeExtension(entry.FullName, ".xml") })];
        if (package.Assemblies.Count() != 1)
            yield return $"it has {package.Assemblies.Count()} assemblies of Nabla; expected one.";
        foreach (string missing in library.Except(files, StringComparer.Ordinal))
            yield return $"{missing} is missing.";
        foreach (string more in files.Except(expected, StringComparer.Ordinal).Except(library, StringComparer.Ordinal))
            yield return $"{more} does not belong into the package.";
    }

    /// <summary>Every documented type is one that users can see.</summary>
    private static IEnumerable<string> Documentation(Package package)
    {
        var assemblies = package.IsTool ? [] : package.Assemblies;
        foreach (var assembly in assemblies)
        {
            if (package.Files.FirstOrDefault(entry => entry.FullName == Path.ChangeExtension(assembly.FullName, ".xml")) is not { } documentation)
                continue;
            using var stream = documentation.Open();
            string[] documented = [.. XDocument.Load(stream).Descendants("member").Select(member => member.Attribute("name")!.Value).Where(name => name.StartsWith("T:", StringComparison.Ordinal))];
            if (documented.Length == 0)
                yield return $"{documentation.FullName} documents no type.";
            foreach (string hidden in documented.Except(VisibleTypes.Names(Package.Read(assembly)).Select(name => $"T:{name}"), StringComparer.Ordinal))
                yield return $"{documentation.FullName} documents {hidden}, which users cannot see.";
        }
    }

    /// <summary>The folder that the sources were in, in whatever encoding.</summary>
    private static IEnumerable<string> Paths(ZipArchiveEntry entry, string root)
    {
        byte[] bytes = Package.Read(entry);
        if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(root)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(root)) >= 0)
            yield return $"{entry.FullName} contains the path {root}.";
    }
}
