using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Packages;

/// <summary>The types of an assembly that other assemblies can use, read from its metadata: nothing that it references is needed.</summary>
internal static class VisibleTypes
{
    /// <summary>Their names, as documentation files have them.</summary>
    public static IReadOnlyList<string> Names(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var reader = image.GetMetadataReader();
        return [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => IsVisible(reader, type)).Select(type => Name(reader, type))];
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static string Name(MetadataReader reader, TypeDefinition type)
    {
        string name = reader.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
            return $"{Name(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}.{name}";
        string space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
