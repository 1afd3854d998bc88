using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nabla.ApiPages;

/// <summary>XML documentation as Markdown.</summary>
/// <param name="links">The pages of the types that have one, by the name that the documentation uses.</param>
internal sealed partial class Markdown(IReadOnlyDictionary<string, string> links)
{
    /// <summary>Returns the text of an element; empty if there is none.</summary>
    public string Of(XElement? element)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        Append(text, element);
        return BlankLines().Replace(text.ToString(), "\n\n").Trim();
    }

    private void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(Escaped(Spaces().Replace(words.Value, " ")));
            else if (node is XElement child)
                AppendElement(text, child);
        }
    }

    private void AppendElement(StringBuilder text, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "c":
                text.Append('`').Append(element.Value).Append('`');
                break;
            case "code":
                text.Append("\n\n```\n").Append(Unindented(element.Value)).Append("\n```\n\n");
                break;
            case "para":
                text.Append("\n\n");
                Append(text, element);
                text.Append("\n\n");
                break;
            case "list":
                text.Append("\n\n");
                foreach (var item in element.Elements("item"))
                {
                    text.Append("- ");
                    Append(text, item.Element("description") ?? item);
                    text.Append('\n');
                }

                text.Append('\n');
                break;
            case "see" or "seealso":
                text.Append(Reference(element));
                break;
            case "paramref" or "typeparamref":
                text.Append('`').Append(element.Attribute("name")!.Value).Append('`');
                break;
            default:
                Append(text, element);
                break;
        }
    }

    private string Reference(XElement element)
    {
        if (element.Attribute("langword")?.Value is { } word)
            return $"`{word}`";
        if (element.Attribute("href")?.Value is { } address)
            return $"[{(element.Value.Length > 0 ? element.Value : address)}]({address})";
        string id = element.Attribute("cref")?.Value ?? "";
        string name = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        string type = id.StartsWith("T:", StringComparison.Ordinal) || !name.Contains('.', StringComparison.Ordinal) ? name : name[..name.LastIndexOf('.')];
        string shown = name[(name.LastIndexOf('.') + 1)..].Split('`')[0];
        string owner = type[(type.LastIndexOf('.') + 1)..].Split('`')[0];
        string text = type == name ? shown : shown == "#ctor" ? owner : $"{owner}.{shown}";
        return links.TryGetValue(type, out string? page) ? $"[`{text}`]({page})" : $"`{text}`";
    }

    private static string Escaped(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Unindented(string code)
    {
        string[] lines = code.Trim('\n', '\r').Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..].TrimEnd() : "")).Trim('\n');
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex BlankLines();
}
