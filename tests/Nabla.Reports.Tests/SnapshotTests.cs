using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests;

/// <summary>Whole reports, byte for byte. <c>NABLA_UPDATE_SNAPSHOTS=1</c> writes them anew: look at what changed before it is committed.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("study")]
    public void A_report_is_as_it_was(string kind)
    {
        string snapshot = Path.Combine(Repository.Root, "tests", "Nabla.Reports.Tests", "Snapshots", $"{kind}.html");
        string html = Render(kind);
        if (Environment.GetEnvironmentVariable("NABLA_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(snapshot, html);
        Assert.True(File.ReadAllText(snapshot) == html, $"The report is another than {snapshot}. If that is meant, run the test with NABLA_UPDATE_SNAPSHOTS=1 and look at the difference.");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("study")]
    public void No_culture_changes_a_byte_of_it(string kind)
    {
        string plain = Render(kind);
        Assert.All(InOtherCultures.Render(() => Render(kind)), html => Assert.Equal(plain, html));
    }

    private static string Render(string kind) => kind == "run" ? RunReport.Render(SomeRun.Whole()) : StudyReport.Render(SomeStudy.Whole());
}
