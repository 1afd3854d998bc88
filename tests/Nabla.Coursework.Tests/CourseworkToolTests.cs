using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Coursework.Tests;

/// <summary>The program that eng/studies calls, on a small study and its printed figures.</summary>
public sealed class CourseworkToolTests : IDisposable
{
    private const string Tiny = """
        {
          "question": "Is wide better than deep?",
          "base": { "data": "shapes:200", "epochs": 1, "batchSize": 16, "learningRate": 0.01 },
          "entries": { "wide": { "hidden": "8" }, "deep": { "hidden": "8,3" } },
          "seeds": [1, 2]
        }
        """;

    private const string Printed = """
        {
          "experiments": ["XA1"],
          "printed": [
            { "experiment": "XA1", "entry": "wide", "figure": "testAccuracy", "value": 0.999, "remark": "<b>by eye</b>" },
            { "experiment": "XA1", "entry": "deep", "figure": "lastTrainLoss", "value": 2.5, "within": 99 }
          ]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public CourseworkToolTests()
    {
        _folder.Write("tiny.json", Tiny);
        _folder.Write("tiny.printed.json", Printed);
    }

    private string Found => _folder["found"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_are_a_page_of_the_study_beside_what_is_printed()
    {
        Execute();
        var (code, output, error) = Call("results", _folder.Path, Found);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(ResultsPage.Render([RepeatedStudy.Read(_folder.Path, Found)]), output);
        Assert.Contains("\n## tiny\n\nIs wide better than deep? (XA1)\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n\| XA1 \| wide \| test accuracy \| 99\.90 \| [0-9.]+ ± [0-9.]+ \| ours is [0-9.]+ lower \| &lt;b>by eye&lt;/b> \|\n", output);
        Assert.Matches(@"\n\| XA1 \| deep \| last training loss \| 2\.500 \| [0-9.]+ ± [0-9.]+ \| agree \|  \|\n", output);
    }

    [Fact]
    public void A_report_has_a_section_of_what_is_printed()
    {
        Execute();
        var (code, output, error) = Call("report", _folder.Path, Found);
        Assert.Equal((0, $"{Path.Combine(Found, "report.html")}\n", ""), (code, output.ReplaceLineEndings("\n"), error));
        string html = File.ReadAllText(Path.Combine(Found, "report.html"));
        Assert.Contains("<h2 id=\"printed-heading\">Published figures</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<li><a href=\"#printed\">Published figures</a></li>", html, StringComparison.Ordinal);
        Assert.Matches(@"<th scope=""row"">XA1<small>wide</small></th><td>test accuracy</td><td>99\.9\u00a0%</td><td>[0-9.]+\u00a0±\u00a0[0-9.]+\u00a0%<small>[0-9.]+ percentage points lower for ours</small>", html);
        Assert.Matches("<td>last training loss</td><td>2\\.500</td><td>[0-9.]+\u00a0±\u00a0[0-9.]+<small>agree</small></td>", html);
        Assert.Contains("&lt;b&gt;by eye&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("mean ± 2 standard deviations (divisor n\u00a0−\u00a01) over the seeds", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_without_printed_figures_has_no_section_of_them()
    {
        Execute();
        File.Delete(_folder["tiny.printed.json"]);
        Assert.Contains("| none published |", Call("results", _folder.Path, Found).Output, StringComparison.Ordinal);
        Assert.Equal(0, Call("report", _folder.Path, Found).Code);
        Assert.DoesNotContain("printed", File.ReadAllText(Path.Combine(Found, "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"entry\": \"wide\"", "\"entry\": \"wied\"", "printed[0]: there is no entry \"wied\"; there are wide, deep.")]
    [InlineData("[\"XA1\"]", "[\"XA2\"]", "printed[0]: there is no experiment \"XA1\"; there are XA2.")]
    [InlineData("[\"XA1\"]", "[null]", "a list of it has a null.")]
    public void Printed_figures_that_do_not_fit_the_study_are_refused(string old, string changed, string error)
    {
        Execute();
        string path = _folder.Write("tiny.printed.json", Printed.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal((3, "", $"coursework: {path}: {error}\n"), Call("results", _folder.Path, Found));
    }

    [Theory]
    [InlineData("\"value\": 2.5", "\"value\": \"half\"")]
    [InlineData("\"within\": 99", "\"wihtin\": 99")]
    [InlineData(", \"value\": 2.5", "")]
    public void Printed_figures_are_read_strictly(string old, string changed)
    {
        Execute();
        string path = _folder.Write("tiny.printed.json", Printed.Replace(old, changed, StringComparison.Ordinal));
        var (code, _, error) = Call("results", _folder.Path, Found);
        Assert.Equal(3, code);
        Assert.StartsWith($"coursework: {path}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_is_wrong_is_told()
    {
        Assert.Equal(2, Call("results", _folder.Path).Code);
        Assert.StartsWith("coursework results STUDIES DIR...", Call("shelve", "a", "b").Error, StringComparison.Ordinal);
        Assert.Equal((3, "", $"coursework: {Found} does not contain a study: there is no {Found}.\n"), Call("report", _folder.Path, Found));
    }

    private void Execute() => StudyRun.Execute(StudyReader.ReadFile(_folder["tiny.json"]), new() { OutputDirectory = Found }, TestContext.Current.CancellationToken);

    private static (int Code, string Output, string Error) Call(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = CourseworkTool.Run(args, output, error, _ => null);
        return (code, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
