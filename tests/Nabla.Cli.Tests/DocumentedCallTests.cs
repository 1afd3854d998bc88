using System.CommandLine;
using System.Text.RegularExpressions;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>Every call of the tool that a page shows is one that the tool takes: its command, options and arguments are known.</summary>
public sealed partial class DocumentedCallTests
{
    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (string page in Pages())
            {
                foreach (Match block in Block().Matches(File.ReadAllText(page)))
                {
                    foreach (string line in block.Groups["text"].Value.Split('\n').Where(line => line.StartsWith("nabla ", StringComparison.Ordinal)))
                        calls.Add(Path.GetRelativePath(Repository.Root, page), line.TrimEnd());
                }
            }

            return calls;
        }
    }

    [Fact]
    public void There_are_some() => Assert.True(Calls.Count > 10);

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_that_a_page_shows_is_understood(string page, string line)
    {
        // Synopses have brackets and alternatives; two spaces begin an explanation, and pipes and redirections are the shell's.
        string call = Explanation().Split(line["nabla ".Length..])[0];
        if (call.Contains('[', StringComparison.Ordinal) || call.Contains('|', StringComparison.Ordinal) || call.Contains("...", StringComparison.Ordinal))
            return;
        string[] words = call.Split('>')[0].Split('<')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var root = Tool.CreateRoot(new Host { Output = TextWriter.Null, Error = TextWriter.Null });
        var error = Record.Exception(() => CallErrors.ThrowIfAny(root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null })));
        Assert.True(error is null, $"{page}: {line}: {error?.Message}");
    }

    /// <summary>The first block of calls that the README and the page on the command line show runs as it stands, beside a table of three kinds of flowers.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/command-line.md")]
    public async Task The_first_calls_run(string page)
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 3 * 2}.{i % 7},{i % 5},{i % 3}.{i % 4},{i % 2}.5")).ToList();
        folder.Write("iris.csv", "a,b,c,d,species\n" + string.Concat(rows.Select((row, i) => $"{row},{"xyz"[i % 3]}\n")));
        folder.Write("new.csv", "a,b,c,d\n" + string.Concat(rows.Select(row => $"{row}\n")));
        string text = File.ReadAllText(Path.Combine(Repository.Root, page));
        string[] calls = [.. Block().Matches(text).Select(block => block.Groups["text"].Value.Trim()).First(block => block.StartsWith("nabla train --data iris.csv", StringComparison.Ordinal)).Split('\n')];
        Assert.Equal(2, calls.Length);
        foreach (string call in calls)
        {
            using var tool = ToolProcess.StartIn(folder.Path, call.Split(' ').Skip(1));
            var output = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(tool.ExitCode == ExitCode.Done, $"{call}: {error}");
            Assert.NotEmpty(await output);
        }
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "lab"), "*.md", SearchOption.AllDirectories))
        .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md"));

    [GeneratedRegex("```[a-z]*\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" {2,}|\t| #")]
    private static partial Regex Explanation();
}
