using System.Text.RegularExpressions;
using Nabla;
using Nabla.Testing;

namespace Samples;

/// <summary>What the pages say can be followed: their code is a sample that runs, their links lead somewhere, the tests they name exist.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Nabla.Samples");

    public static TheoryData<string> Documents => [.. Document.All.Select(document => document.Path)];

    [Theory, MemberData(nameof(Documents))]
    public void Code_is_one_of_the_samples(string path)
    {
        foreach (string block in Document.Read(path).CodeBlocks())
        {
            string[] lines = Lines(block);
            string[] usings = [.. lines.TakeWhile(line => line.StartsWith("using Nabla", StringComparison.Ordinal))];
            string[] rest = [.. lines.Skip(usings.Length)];
            bool found = AllSamples().Any(sample => sample.Code.SequenceEqual(rest) && (usings.Length == 0 || sample.Usings.SequenceEqual(usings)));
            Assert.True(found, $"{path}: this code is not one of the samples of tests/Nabla.Samples, or its usings are not that sample's:\n{block}");
        }
    }

    [Fact]
    public void Every_sample_is_on_some_page()
    {
        Assert.NotEmpty(AllSamples());
        var blocks = Document.All.SelectMany(document => document.CodeBlocks()).Select(Lines).ToList();
        foreach (var (name, code, _) in AllSamples())
            Assert.True(blocks.Exists(block => block.AsSpan().EndsWith(code)), $"No page shows the sample \"{name}\".");
    }

    [Theory, MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string path)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        foreach (string link in Document.Read(path).Links())
        {
            var (target, heading) = link.Split('#') is [var file, var anchor] ? (file, anchor) : (link, null);
            string full = target.Length == 0 ? Path.Combine(Repository.Root, path) : Path.GetFullPath(Path.Combine(folder, target));
            Assert.True(File.Exists(full) || Directory.Exists(full), $"{path} links to {link}, which is not there.");
            if (heading is not null && full.EndsWith(".md", StringComparison.Ordinal))
                Assert.Contains(heading, Headings(File.ReadAllText(full)));
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Tests_that_are_named_exist(string path)
    {
        foreach (var (type, method) in Document.Read(path).Tests())
        {
            // Two projects may have tests of one name: LayerTests of the library and of its second opinion.
            string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), $"{type}.cs", SearchOption.AllDirectories);
            Assert.True(files.Length > 0, $"{path} names {type}, which is not there.");
            Assert.True(
                method.Length == 0 || files.Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal)),
                $"{path} names {type}.{method}, which is not there.");
        }
    }

    /// <summary>The marked parts of this project's files, and whole programs.</summary>
    private static IEnumerable<(string Name, string[] Code, string[] Usings)> AllSamples() => Parts().Concat(Programs());

    private static IEnumerable<(string Name, string[] Code, string[] Usings)> Parts() =>
        from file in Directory.GetFiles(Samples, "*.cs")
        let text = File.ReadAllText(file).ReplaceLineEndings("\n")
        from match in Sample().Matches(text)
        select (match.Groups["name"].Value, Lines(match.Groups["code"].Value), UsingsOf(text));

    private static IEnumerable<(string Name, string[] Code, string[] Usings)> Programs() =>
        from folder in (string[])["ClassifyTable", "PredictValues", "ServeModel"]
        let text = File.ReadAllText(Path.Combine(Repository.Root, "samples", folder, "Program.cs")).ReplaceLineEndings("\n")
        select (folder, Lines(text).SkipWhile(line => line.StartsWith("using Nabla", StringComparison.Ordinal)).ToArray(), UsingsOf(text));

    private static string[] UsingsOf(string text) => [.. text.Split('\n').Where(line => line.StartsWith("using Nabla", StringComparison.Ordinal))];

    /// <summary>Lines without the indentation they share, without blank ones.</summary>
    private static string[] Lines(string code)
    {
        string[] lines = [.. code.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        int shared = lines.Length == 0 ? 0 : lines.Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line[shared..])];
    }

    /// <summary>The anchors that a page offers: its headings in lower case, spaces as hyphens, without punctuation.</summary>
    private static IEnumerable<string> Headings(string text) =>
        Heading().Matches(text).Select(match => Punctuation().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex("^ *// sample: (?<name>[^\n]+)\n(?<code>.+?)^ *// end$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Punctuation();
}
