using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Coursework.Tests;

public sealed class ResultsPageTests
{
    [Fact]
    public void Printed_figures_stand_beside_ours()
    {
        using (new ForeignCulture())
        {
            string page = ResultsPage.Render([SomeStudy.Repeated]);
            Assert.StartsWith("# Results\n", page, StringComparison.Ordinal);
            Assert.Contains("\n| [some](#some) | What &lt;b> is it? | 2 of 4 |\n", page, StringComparison.Ordinal);
            Assert.Contains("\n## some\n\nWhat &lt;b> is it? (XA1)\n\nA note.\n\nData: cifar10. Seeds: 1, 2; error bars of 2 standard deviations (n − 1); 1 of 2 runs finished. Time: 1.5 minutes.\n", page, StringComparison.Ordinal);
            Assert.Contains("| a | 1,234 | 48.00 ± 1.00 |", page, StringComparison.Ordinal);
            Assert.Contains("| XA1 | a | test accuracy | 47.84 | 48.00 ± 1.00 | agree |  |\n", page, StringComparison.Ordinal);
            Assert.Contains("| XA1 | a | test accuracy | 49.85 | 48.00 ± 1.00 | ours is 1.85 lower | by \\| eye |\n", page, StringComparison.Ordinal);
            Assert.Contains("| XA1 | a | test accuracy | 49.85 | 48.00 ± 1.00 | agree | wide |\n", page, StringComparison.Ordinal);
            Assert.Contains("| XA1 | a | test loss | 1.200 |  | not run |  |\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_studies_it_says_so() => Assert.EndsWith("\n\nNo study has been run yet.\n", ResultsPage.Render([]), StringComparison.Ordinal);

    /// <summary>Each study on docs/results.md has its file, and the figures that its file says documents print.</summary>
    [Fact]
    public void The_page_in_docs_is_of_this_form_and_these_studies()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "results.md")).ReplaceLineEndings("\n");
        string empty = ResultsPage.Render([]);
        string head = empty[..empty.IndexOf("\nNo study", StringComparison.Ordinal)];
        Assert.StartsWith(head, page, StringComparison.Ordinal);
        string[] sections = [.. page[head.Length..].Split("\n## ").Skip(1)];
        Assert.NotEmpty(sections);
        foreach (string section in sections)
        {
            string name = section[..section.IndexOf('\n', StringComparison.Ordinal)];
            var study = StudyReader.ReadFile(Path.Combine(Repository.Root, "lab", "studies", $"{name}.json"));
            Assert.Contains(study.Question.Replace("<", "&lt;", StringComparison.Ordinal), section, StringComparison.Ordinal);
            Assert.Contains($"\n| [{name}](#{name}) | ", page, StringComparison.Ordinal);
            foreach (var printed in PrintedFigures.Of(Path.Combine(Repository.Root, "lab", "studies"), study).Printed)
                Assert.Contains($"| {printed.Experiment} | {printed.Entry} | {StudyFigure.InWords(printed.Figure)} | ", section, StringComparison.Ordinal);
            Assert.All(study.Entries, entry => Assert.Contains($"\n| {entry.Name} | ", section, StringComparison.Ordinal));
        }
    }
}
