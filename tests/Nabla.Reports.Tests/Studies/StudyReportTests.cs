using System.Text.Json.Nodes;
using Nabla.Reports.Pages;
using Nabla.Reports.Studies;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests.Studies;

/// <summary>From a study's directory to its report, and what is said about directories that hold no study, or a damaged one.</summary>
public sealed class StudyReportTests : IDisposable
{
    private const string Json = """
        {
          "question": "Is eight better than four?", "note": "Two, at most.",
          "base": { "data": "shapes:100", "epochs": 2, "batchSize": 16, "hidden": "4" },
          "entries": { "four": {}, "eight": { "hidden": "8", "optimizer": "adam", "learningRate": 0.1 }, "matched": { "hidden": "?x1", "match": "four", "optimizer": "adam", "classWeights": [1,2,1,1,1,1,1,1,1,1] } },
          "seeds": [1, 2], "errorBars": 1.5, "ddof": 0, "compare": [["eight", "four"]]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string StudyFolder => _folder["study"];

    [Fact]
    public void A_study_gets_its_report_and_so_do_its_runs()
    {
        Execute();
        Assert.Equal(Path.Combine(StudyFolder, "report.html"), StudyReport.Write(StudyFolder, new()));
        string html = File.ReadAllText(Path.Combine(StudyFolder, "report.html"));
        Assert.Contains("href=\"eight-seed2/report.html\"", html, StringComparison.Ordinal);
        Assert.Contains("Dead units", html, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(StudyFolder, "four-seed1", "report.html")));

        File.Delete(Path.Combine(StudyFolder, "four-seed1", "steps.csv"));
        File.Delete(Path.Combine(StudyFolder, "four-seed1", "report.html"));
        File.WriteAllText(Path.Combine(StudyFolder, "four-seed2", "layers.csv"), "none");
        html = File.ReadAllText(StudyReport.Write(StudyFolder, new() { OutputFile = _folder["other.html"] }));
        Assert.Contains("The report of a run could not be written: ", html, StringComparison.Ordinal);
        Assert.Contains("Excluded from the metrics of layers: ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"four-seed1/report.html\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_on_the_page_is_the_study_again()
    {
        Execute();
        var reported = ReportedStudyReader.Read(StudyFolder);
        Assert.Equal(StudyReader.Parse(Json).ToJson(), StudyReader.Parse(reported.Definition.ToShortJson()).ToJson());
        Assert.Contains("\"hidden\": \"?x1\"", reported.Definition.ToShortJson(), StringComparison.Ordinal);
        Assert.Contains("\"match\": \"four\"", reported.Definition.ToShortJson(), StringComparison.Ordinal);
        Assert.Empty(reported.Remarks);
    }

    [Fact]
    public void A_study_without_its_definition_is_reported_as_its_result_tells_it()
    {
        var result = Execute();
        string path = StudyDirectory.DefinitionIn(StudyFolder);
        File.WriteAllText(path, "{ \"question\": 1 }");
        Assert.StartsWith($"The study file cannot be read, so the study is shown as recorded in its result: {path} has ", Assert.Single(ReportedStudyReader.Read(StudyFolder).Remarks), StringComparison.Ordinal);
        File.Delete(path);

        var again = StudyReader.Parse(ReportedStudyReader.Read(StudyFolder).Definition.ToShortJson());
        Assert.Equal((result.Name, result.Question, result.Note, result.ErrorBars, result.Ddof), (again.Name, again.Question, again.Note, again.ErrorBars, again.Ddof));
        Assert.Equal(result.Seeds, again.Seeds);
        Assert.Equal([new("eight", "four")], again.Compare);
        foreach (var (entry, other) in result.Entries.Zip(again.Entries))
            Assert.Equal((entry.Name, entry.Recipe with { Seed = 1, Name = null }), (other.Name, other.Recipe with { Seed = 1, Name = null }));
    }

    [Fact]
    public void A_study_that_is_none_or_was_edited_gives_one_sentence_and_no_page()
    {
        Assert.False(StudyReport.HoldsStudy(_folder.Path));
        Assert.StartsWith($"{_folder["study.json"]} holds no study", Fails(_folder.Path), StringComparison.Ordinal);
        Execute();
        string path = Path.Combine(StudyFolder, "study.json"), original = File.ReadAllText(path);
        (Action<JsonNode> Edit, string What)[] edits =
        [
            (study => study["entries"]![0] = null, "a list or table of it has null"),
            (study => study["entries"]![0]!["runs"]![0] = null, "a list or table of it has null"),
            (study => study["comparisons"]![0] = null, "a list or table of it has null"),
            (study => study["entries"]![0]!["runs"]![0]!["directory"] = "../else", "the directory \"../else\" of a run is not a subdirectory of the study"),
            (study => study["entries"]![0]!["runs"]![0]!["directory"] = "four-seed2", "two runs have the same directory"),
            (study => study["seconds"] = "long", "cannot be read as the result of a study"),
        ];
        foreach (var (edit, what) in edits)
        {
            var node = JsonNode.Parse(original)!;
            edit(node);
            File.WriteAllText(path, node.ToJsonString());
            string sentence = Fails(StudyFolder);
            Assert.StartsWith(path, sentence, StringComparison.Ordinal);
            Assert.Contains(what, sentence, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', sentence);
        }

        File.WriteAllText(path, original[..100]);
        Assert.Contains("cannot be read as the result of a study", Fails(StudyFolder), StringComparison.Ordinal);
        Assert.DoesNotContain("report.html", _folder.Names, StringComparison.Ordinal);
    }

    private static string Fails(string directory) => Assert.Throws<StudyFormatException>(() => StudyReport.Write(directory, new())).Message;

    private StudyResult Execute() => StudyRun.Execute(StudyReader.Parse(Json), new() { OutputDirectory = StudyFolder }, TestContext.Current.CancellationToken);
}
