using System.Globalization;
using System.Text.RegularExpressions;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Coursework.Tests;

/// <summary>The folder lab/studies: every study can be run, at its full size and shrunk, and its page says what is there.</summary>
public sealed partial class StudyFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "lab", "studies");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Where(path => !PrintedFigures.IsFile(path)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void Every_study_can_be_run(string file)
    {
        var study = StudyReader.ReadFile(Path.Combine(Folder, file));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), study.Name);
        Assert.All(study.Entries, entry => Assert.Equal("cifar10", entry.Recipe.Data));
        Assert.True(study.Seeds.Count >= 3, "Fewer than three seeds tell nothing.");
        Assert.NotEmpty(PrintedFigures.Of(Folder, study).Experiments);
        Assert.NotNull(study.Note);
        Assert.EndsWith("?", study.Question, StringComparison.Ordinal);

        var small = StudyReader.ReadFile(Path.Combine(Folder, file), new RecipeOverride("data", "shapes:500"), new RecipeOverride("epochs", "1"));
        Assert.All(small.Entries, entry => Assert.Equal(("shapes:500", 1), (entry.Recipe.Data, entry.Recipe.Epochs)));
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_study_reads_back_as_it_was_written(string file)
    {
        var study = StudyReader.ReadFile(Path.Combine(Folder, file));
        foreach (string json in new[] { study.ToJson(), study.ToShortJson() })
        {
            var again = StudyReader.Parse(json);
            Assert.Equal(study.Entries, again.Entries, (one, other) =>
                (one.Name, one.Recipe, one.Hidden?.Text, one.Match) == (other.Name, other.Recipe, other.Hidden?.Text, other.Match));
            Assert.Equal((study.Name, study.Question, study.Note, study.ErrorBars, study.Ddof), (again.Name, again.Question, again.Note, again.ErrorBars, again.Ddof));
            Assert.Equal(study.Seeds, again.Seeds);
            Assert.Equal(study.Compare, again.Compare);
            Assert.Equal(study.Figures, again.Figures);
        }

        var whole = StudyReader.Parse(study.ToJson());
        Assert.Equal(study.ToJson(), whole.ToJson());
        foreach (string field in RecipeEntry.All(new Recipe()).Select(entry => entry.Field).Where(field => field is not ("name" or "seed")))
            Assert.Contains($"\"{field}\": ", study.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_every_study_from_short_to_long()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Folder, "README.md")).ReplaceLineEndings("\n"))
            .Select(match => (File: match.Groups["file"].Value, Experiments: match.Groups["experiments"].Value, Question: match.Groups["question"].Value,
                Minutes: double.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        Assert.Equal(Files.Select(file => file.Data), rows.Select(row => row.File).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Select(row => row.Minutes).Order(), rows.Select(row => row.Minutes));
        foreach (var (file, experiments, question, _) in rows)
        {
            var study = StudyReader.ReadFile(Path.Combine(Folder, file));
            Assert.Equal((string.Join(", ", PrintedFigures.Of(Folder, study).Experiments), study.Question), (experiments, question));
        }
    }

    [Fact]
    public void Every_experiment_of_the_documents_has_its_place()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (string experiment in new[] { "XA1", "XA2", "XA3", "XA4", "XA5", "XB1", "XB2", "XB3", "XB4", "XC1", "XC2", "XC3", "XC4", "XD1", "XD2", "XD3", "XD4", "XD5", "XD6", "XD7" })
            Assert.Contains(experiment, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_figures_belong_to_a_study() => Assert.Equal(
        Files.Select(file => file.Data),
        Directory.GetFiles(Folder, "*.printed.json").Select(path => Path.GetFileName(path).Replace(".printed", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^\| \[(?<file>[a-z0-9-]+\.json)\]\(\k<file>\) \| (?<experiments>[^|]+) \| (?<question>[^|]+) \| (?<minutes>[0-9.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
