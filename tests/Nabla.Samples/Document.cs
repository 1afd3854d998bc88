using System.Text.RegularExpressions;
using Nabla;
using Nabla.Testing;

namespace Samples;

/// <summary>A page of the project: a Markdown file.</summary>
/// <param name="Path">From the solution's folder.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record Document(string Path, string Text)
{
    /// <summary>Every page: at the top, in docs, and beside the sources.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "src"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "lab"), "*.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => Read(System.IO.Path.GetRelativePath(Repository.Root, file))),
    ];

    public static Document Read(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    /// <summary>The code in its blocks of C#.</summary>
    public IEnumerable<string> CodeBlocks() => CodeBlock().Matches(Text).Select(match => match.Groups["code"].Value);

    /// <summary>Where its links go, those within the project.</summary>
    public IEnumerable<string> Links() =>
        Link().Matches(CodeOrFormula().Replace(Text, "")).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>The tests that it names: a class and one of its methods.</summary>
    public IEnumerable<(string Class, string Method)> Tests() => Test().Matches(Text).Select(match => (match.Groups["class"].Value, match.Groups["method"].Value));

    [GeneratedRegex("^ *```csharp[^\n]*\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^ *```.*?^ *```|`[^`\n]+`|\$[^$\n]+\$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeOrFormula();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
