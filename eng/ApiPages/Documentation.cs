using System.Reflection;
using System.Xml.Linq;
using Packages;

namespace Nabla.ApiPages;

/// <summary>The XML documentation of several assemblies; members that inherit theirs get that of what they override.</summary>
internal sealed class Documentation
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <param name="assemblies">Assemblies whose XML files are beside them.</param>
    public Documentation(IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace).Descendants("member"))
                _members[member.Attribute("name")!.Value] = member;
        }
    }

    /// <summary>Returns the documentation of a member; null if it has none.</summary>
    public XElement? Of(MemberInfo member)
    {
        if (!_members.TryGetValue(DocumentationIds.Of(member), out var found))
            return null;
        if (found.Element("inheritdoc") is not { } inherited)
            return found;
        return inherited.Attribute("cref")?.Value is { } source ? _members.GetValueOrDefault(source) : Base(member) is { } original ? Of(original) : null;
    }

    private static MemberInfo? Base(MemberInfo member)
    {
        var type = member.DeclaringType!;
        MemberInfo? original = member switch
        {
            PropertyInfo property => type.BaseType?.GetProperty(property.Name),
            MethodInfo method => method.GetBaseDefinition() is { } definition && definition != method ? definition : null,
            _ => null,
        };
        return original ?? type.GetInterfaces().SelectMany(contract => contract.GetMember(member.Name)).FirstOrDefault();
    }
}
