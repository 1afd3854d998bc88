using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Nabla.Tests.House;

namespace Nabla.ApiPages;

/// <summary>The page of a public type: its declaration, what it is, and its members with theirs.</summary>
internal sealed class ApiPage(Documentation documentation, Markdown markdown)
{
    private static readonly (string Title, Func<MemberInfo, bool> Has)[] s_parts =
    [
        ("Constructors", member => member is ConstructorInfo),
        ("Values", member => member is FieldInfo { DeclaringType.IsEnum: true }),
        ("Fields", member => member is FieldInfo { DeclaringType.IsEnum: false }),
        ("Properties", member => member is PropertyInfo),
        ("Methods", member => member is MethodInfo),
    ];

    /// <summary>Returns the page as Markdown.</summary>
    public string Of(Type type)
    {
        var page = new StringBuilder();
        var text = documentation.Of(type);
        page.Append(CultureInfo.InvariantCulture, $"# {Title(type)}\n\n{markdown.Of(text?.Element("summary"))}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"```csharp\n{PublicApi.Head(type)}\n```\n\nNamespace `{type.Namespace}`, package {Package(type)}.\n\n");
        Section(page, "Remarks", text?.Element("remarks"));
        var members = PublicApi.Members(type).Where(member => documentation.Of(member.Member) is not null).OrderBy(member => member.Member.Name, StringComparer.Ordinal).ToList();
        foreach (var (title, has) in s_parts)
        {
            var part = members.Where(member => has(member.Member)).ToList();
            if (part.Count == 0)
                continue;
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
            foreach (var (member, declaration) in part)
                Member(page, member, declaration);
        }

        return page.ToString();
    }

    /// <summary>Returns the first sentence about a type.</summary>
    public string Summary(Type type) => markdown.Of(documentation.Of(type)?.Element("summary"));

    /// <summary>Returns the package that a type is in.</summary>
    public static string Package(Type type) => type.Assembly.GetName().Name is "Nabla.Library" ? "Nabla" : type.Assembly.GetName().Name!;

    /// <summary>Returns the name of a type with its type parameters.</summary>
    public static string Title(Type type) => PublicApi.Name(type).Replace("<", "&lt;", StringComparison.Ordinal);

    private void Member(StringBuilder page, MemberInfo member, string declaration)
    {
        var text = documentation.Of(member)!;
        string name = member is ConstructorInfo ? PublicApi.Name(member.DeclaringType!).Split('<')[0] : member.Name == "Item" ? "this[]" : member.Name;
        page.Append(CultureInfo.InvariantCulture, $"### {name}\n\n{markdown.Of(text.Element("summary"))}\n\n```csharp\n{declaration}\n```\n\n");
        foreach (var parameter in text.Elements("param").Where(parameter => parameter.Value.Length > 0))
            page.Append(CultureInfo.InvariantCulture, $"- `{parameter.Attribute("name")!.Value}`: {markdown.Of(parameter)}\n");
        if (text.Element("returns") is { } returns)
            page.Append(CultureInfo.InvariantCulture, $"- returns {markdown.Of(returns)}\n");
        foreach (var error in text.Elements("exception"))
            page.Append(CultureInfo.InvariantCulture, $"- throws `{error.Attribute("cref")!.Value.Split('.')[^1]}`: {markdown.Of(error)}\n");
        page.Append('\n');
        if (text.Element("remarks") is { } remarks)
            page.Append(CultureInfo.InvariantCulture, $"{markdown.Of(remarks)}\n\n");
    }

    private void Section(StringBuilder page, string title, XElement? text)
    {
        if (text is not null)
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{markdown.Of(text)}\n\n");
    }
}
