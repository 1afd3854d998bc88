using System.Runtime.Loader;
using System.Xml.Linq;

namespace Packages;

/// <summary>The documentation file of an assembly without the members that its users cannot see: the compiler writes that of every member.</summary>
internal static class PublicDocumentation
{
    /// <summary>Removes members that users cannot see from a documentation file.</summary>
    public static void Keep(string assembly, string docs, IReadOnlyList<string> references)
    {
        var document = XDocument.Load(docs, LoadOptions.PreserveWhitespace);
        var hidden = Hidden(assembly, document, references);
        if (hidden.Count == 0)
            return;
        foreach (var member in hidden)
        {
            // With the line break and the indentation in front of it.
            if (member.PreviousNode is XText space)
                space.Remove();
            member.Remove();
        }

        document.Save(docs, SaveOptions.DisableFormatting);
    }

    /// <summary>The documented members that users cannot see.</summary>
    /// <param name="assembly">A file.</param>
    /// <param name="document">Its documentation.</param>
    /// <param name="references">The files it was compiled with.</param>
    public static IReadOnlyList<XElement> Hidden(string assembly, XDocument document, IReadOnlyList<string> references)
    {
        var files = references.ToLookup(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase);
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        context.Resolving += (self, name) => files[name.Name!].FirstOrDefault() is { } file ? self.LoadFromAssemblyPath(file) : null;
        var visible = DocumentationIds.OfVisibleMembers(context.LoadFromAssemblyPath(Path.GetFullPath(assembly))).ToHashSet(StringComparer.Ordinal);
        var members = document.Descendants("member").ToList();
        List<XElement> hidden = [.. members.Where(member => !visible.Contains(member.Attribute("name")!.Value))];
        if (hidden.Count == members.Count)
            throw new InvalidDataException($"{assembly}: no member that its users can see is documented.");
        return hidden;
    }
}
