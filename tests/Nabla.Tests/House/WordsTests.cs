using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.House;

/// <summary>The language of documentation and comments: the standard terms of the field, and the form of .NET's reference.</summary>
public sealed partial class WordsTests
{
    /// <summary>Generated from runs and from the ledger, whose claims are quotations.</summary>
    private static readonly string[] GeneratedPages = ["docs/claims.md", "docs/results.md"];

    private static readonly string[] PropertyBeginnings = ["Gets ", "Gets or sets ", "Sets "];

    [Fact]
    public void Documentation_and_comments_avoid_the_phrases_in_the_list()
    {
        var texts = Comments().Concat(Pages()).ToList();
        var phrases = Phrases();
        Assert.NotEmpty(phrases);
        Assert.Empty(phrases.SelectMany(phrase => Uses(phrase, texts).Where(use => !phrase.Exceptions.Contains(use.File)).Select(use => use.Sentence)));
    }

    [Fact]
    public void Every_exception_from_the_list_is_still_needed()
    {
        var texts = Comments().Concat(Pages()).ToList();
        Assert.Empty(Phrases().SelectMany(phrase => phrase.Exceptions.Except(Uses(phrase, texts).Select(use => use.File), StringComparer.Ordinal)
            .Select(file => $"{file} no longer contains \"{phrase.Text}\": remove the exception.")));
    }

    /// <summary>They have no meaning in an editor; a comment states the reason itself.</summary>
    [Fact]
    public void Comments_do_not_cite_assumptions_and_claims_by_number() =>
        Assert.Empty(Comments().SelectMany(comment => ClaimNumber().Matches(comment.Text).Select(match => $"{comment.File}:{comment.Line} cites {match.Value}: state the reason instead.")));

    [Fact]
    public void Summaries_of_public_properties_begin_as_in_dotnet()
    {
        var library = typeof(Layer).Assembly;
        var summaries = XDocument.Load(Path.ChangeExtension(library.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Spaces().Replace(member.Element("summary")!.Value, " ").Trim(), StringComparer.Ordinal);
        var properties = library.GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(property => property.GetIndexParameters().Length == 0 && !IsPositional(property))
            .Select(property => $"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}")
            .Where(summaries.ContainsKey)
            .ToList();
        Assert.True(properties.Count > 100, $"Only {properties.Count} public properties have a summary.");
        Assert.Empty(properties.Where(name => !PropertyBeginnings.Any(beginning => summaries[name].StartsWith(beginning, StringComparison.Ordinal))).Select(name => $"{name}: {summaries[name]}"));
    }

    [Fact]
    public void A_phrase_is_found_across_lines_and_in_any_case_but_not_within_words()
    {
        const string Source = """
            /// <summary>Equal to
            /// the bit.</summary>
            int x = 1; // To the bit
            string url = "https://to the bit";
            // To the bitter end.
            """;
        var phrase = new Phrase("to the bit", "bit for bit", []);

        Assert.Equal(["a.cs:1", "a.cs:3"], Uses(phrase, CommentsOf("a.cs", Source)).Select(use => use.Sentence[..6]));
    }

    /// <summary>The properties of a record's primary constructor have the text of its parameters.</summary>
    private static bool IsPositional(PropertyInfo property) =>
        property.DeclaringType!.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static IEnumerable<(string File, string Sentence)> Uses(Phrase phrase, IEnumerable<Passage> texts)
    {
        var pattern = new Regex($@"(?<!\w){Regex.Escape(phrase.Text)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        return texts.Where(text => pattern.IsMatch(Markup().Replace(text.Text, " "))).Select(text => (text.File, $"{text.File}:{text.Line} contains \"{phrase.Text}\"; say: {phrase.Instead}."));
    }

    private static List<Phrase> Phrases()
    {
        var phrases = new List<Phrase>();
        foreach (string line in File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Nabla.Tests", "House", "words.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
                phrases[^1].Exceptions.Add(line.Trim().Split(": ")[0]);
            else
                phrases.Add(new(line.Split(" -> ")[0], line.Split(" -> ")[1], []));
        }

        return phrases;
    }

    private static IEnumerable<Passage> Comments() => Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(Relative)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file => CommentsOf(file, File.ReadAllText(Path.Combine(Repository.Root, file))));

    /// <summary>Each comment as one line, with the line of the file where it begins.</summary>
    private static List<Passage> CommentsOf(string file, string text)
    {
        var comments = new List<Passage>();
        bool continues = false;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            var comment = Comment().Match(line);
            bool isWhole = comment.Success && comment.Groups["code"].Value.Trim().Length == 0;
            if (isWhole && continues)
                comments[^1] = comments[^1] with { Text = $"{comments[^1].Text} {comment.Groups["text"].Value.Trim()}" };
            else if (comment.Success)
                comments.Add(new(file, number, comment.Groups["text"].Value.Trim()));
            continues = isWhole;
        }

        return comments;
    }

    /// <summary>The paragraphs of the pages, without blocks of code, which may show earlier output.</summary>
    private static IEnumerable<Passage> Pages() => Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Concat(["README.md", "CHANGELOG.md"])
        .Select(Relative)
        .Except(GeneratedPages, StringComparer.Ordinal)
        .SelectMany(file =>
        {
            string text = CodeBlock().Replace(File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n"), match => new string('\n', match.Value.Count(letter => letter == '\n')));
            return Paragraph().Matches(text).Select(match => new Passage(file, 1 + text.AsSpan(0, match.Index).Count('\n'), Spaces().Replace(match.Value, " ")));
        });

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, file)).Replace('\\', '/');

    [GeneratedRegex("""^(?<code>([^"/]|"([^"\\]|\\.)*"|/(?!/))*?)///?\s?(?<text>.*)$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(XA|[ABCDU])\d{1,3}\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ClaimNumber();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeBlock();

    /// <summary>Tags with their attributes, and names in inline code.</summary>
    [GeneratedRegex(@"</?[a-z][^>]*>|`[^`\n]+`", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"([^\n]+\n?)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();

    private sealed record Phrase(string Text, string Instead, HashSet<string> Exceptions);

    private sealed record Passage(string File, int Line, string Text);
}
