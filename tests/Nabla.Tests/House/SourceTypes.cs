using System.Text.RegularExpressions;

namespace Nabla.Tests.House;

/// <summary>Finds out from source text which types a project declares, and which of them each file mentions.</summary>
/// <remarks>
/// Types are known by their names, so that namespaces may be as they like. It is a reading of the text, not of the language: a name counts as a
/// type unless it follows a dot, is called or assigned to, or is declared in the file as a field, property, parameter, method or enumeration member.
/// </remarks>
internal sealed partial class SourceTypes
{
    private static readonly HashSet<string> NoTypes = new(StringComparer.Ordinal)
    {
        "and", "as", "async", "await", "base", "break", "case", "catch", "checked", "const", "continue", "default", "do", "else", "event", "explicit", "extern", "finally",
        "fixed", "for", "foreach", "from", "get", "goto", "if", "implicit", "in", "init", "internal", "is", "join", "let", "lock", "namespace", "new", "not", "on", "operator",
        "or", "out", "override", "params", "partial", "private", "protected", "public", "readonly", "ref", "required", "return", "scoped", "sealed", "select", "set", "stackalloc",
        "static", "switch", "this", "throw", "try", "typeof", "unchecked", "unsafe", "using", "virtual", "volatile", "when", "where", "while", "with", "yield",
    };

    private readonly IReadOnlyList<(string File, string Code)> _files;
    private readonly Dictionary<string, string> _home;

    /// <summary>Reads the types of some files.</summary>
    /// <param name="files">Each file's place and text.</param>
    public SourceTypes(IEnumerable<(string File, string Text)> files)
    {
        _files = [.. files.Select(file => (file.File, Code(file.Text)))];

        // Parts of one type lie side by side; a name that two folders declare says nothing.
        _home = _files
            .SelectMany(file => Declaration().Matches(file.Code).Select(match => (Name: match.Groups["name"].Value, Folder: Path.GetDirectoryName(file.File)!, file.File)))
            .GroupBy(type => type.Name, StringComparer.Ordinal)
            .Where(type => type.Select(place => place.Folder).Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(type => type.Key, type => type.First().File, StringComparer.Ordinal);
    }

    /// <summary>Every mention of a type in another file than its own: the file, the type, and the file that declares it.</summary>
    public IEnumerable<(string File, string Type, string Home)> Mentions()
    {
        foreach (var (file, code) in _files)
        {
            var members = Members(code);
            foreach (string name in Names(code).Distinct(StringComparer.Ordinal).Where(name => !members.Contains(name)))
            {
                if (_home.TryGetValue(name, out string? home) && home != file)
                    yield return (file, name, home);
            }
        }
    }

    /// <summary>The text without comments, strings and the members of enumerations.</summary>
    private static string Code(string text) => EnumBody().Replace(CommentOrString().Replace(text.ReplaceLineEndings("\n"), " "), "{ }");

    /// <summary>What the file declares under a name that follows a type: "int Step", "float* Scale, Shift".</summary>
    private static HashSet<string> Members(string code) => Member().Matches(code)
        .Where(match => !NoTypes.Contains(match.Groups["type"].Value))
        .SelectMany(match => match.Groups["name"].Captures.Select(name => name.Value).Where(name => name != match.Groups["type"].Value))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(string code) => Name().Matches(code)
        .Where(match => !match.Groups["call"].Success || IsCreated(code, match.Index))
        .Select(match => match.Groups["name"].Value);

    /// <summary>Whether what stands before a name that looks called makes it a type: "new X(", ": X(", "[X(".</summary>
    private static bool IsCreated(string code, int at)
    {
        string before = code[Math.Max(0, at - 20)..at].TrimEnd();
        return before.EndsWith("new", StringComparison.Ordinal) || (before.Length > 0 && before[^1] is ':' or ',' or '[');
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|\$*@?"""""".*?""""""|\$?@?""(?:\\.|[^""\\\n])*""|'(?:\\.|[^'\\\n])+'", RegexOptions.Singleline)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"(?<=\benum\s+\w+[^{;]*)\{[^}]*\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|unsafe|file|ref)\s+)*(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>?,.\[\] ]+?)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<type>\w+)(?:<[^;{}()=]*>)?(?:\[,*\]|[?*])* (?<name>[A-Z]\w*)(?:, (?<name>[A-Z]\w*))*(?=\s*(?:[;,)({<]|=|\n))", RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<![\w.@])(?<name>[A-Z]\w*)\b(?!\s*=(?![=>])|:(?!:))(?<call>\()?", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
