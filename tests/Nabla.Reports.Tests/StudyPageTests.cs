using System.Text.RegularExpressions;
using System.Text;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Tests;

/// <summary>What every report of a study keeps to, and what it says.</summary>
public sealed partial class StudyPageTests
{
    private const int ThreeMegabytes = 3_000_000;

    private static readonly string Html = StudyReport.Render(SomeStudy.Whole());

    [Fact]
    public void It_loads_nothing_and_runs_nothing()
    {
        Assert.DoesNotContain("<script", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("https?:", Html);
        Assert.DoesNotMatch(@"\s(src|on[a-z]+)=", Html);
        Assert.Contains("default-src 'none'", Html, StringComparison.Ordinal);
        Assert.Equal("entry0-seed1/report.html", Assert.Single(Address().Matches(Html), match => match.Groups[1].Value[0] != '#').Groups[1].Value);
    }

    [Fact]
    public void Every_section_is_there_in_order_and_every_picture_has_its_words_and_numbers()
    {
        Assert.Equal(
            ["Summary", "Test accuracy", "Training curves", "Comparisons", "A section of the caller", "Layers", "Runs", "Reproduce this study"],
            Heading().Matches(Html).Select(match => match.Groups[1].Value));
        Assert.Equal(2 * 11, Regex.Count(Html, "role=\"img\""));
        Assert.Equal(2 * 11, Regex.Count(Html, "<desc id="));
        Assert.Equal(11, Regex.Count(Html, "<details>"));
        Assert.DoesNotMatch("<th(?![^>]*scope=)", Html.Replace("<thead>", "", StringComparison.Ordinal));
        Assert.Equal(Html.Split(" id=\"").Length, Html.Split(" id=\"").Select(part => part.Split('"')[0]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_others_wrote_shows_as_text()
    {
        const string Evil = "<script>alert('&')</script>";
        var study = SomeStudy.Whole(Evil, Evil);
        string html = StudyReport.Render(study with
        {
            Result = study.Result with { Question = Evil, Note = Evil, Machine = study.Result.Machine! with { System = Evil } },
            Sections = [new("added", Evil, builder => builder.AddContent(0, Evil))],
            Remarks = [Evil],
        });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_entries_of_many_epochs_stay_small()
    {
        string html = StudyReport.Render(SomeStudy.Whole(entries: 100, epochs: 400));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 0, ThreeMegabytes);
        Assert.Contains("The first 12 of 100 entries are drawn; the table of entries has all.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_has_only_begun_is_reported_too()
    {
        var study = SomeStudy.Whole();
        string html = StudyReport.Render(study with
        {
            Layers = [],
            Result = study.Result with
            {
                State = StudyState.Cancelled,
                Comparisons = [PairedComparison.Of("deep", "wide", StudyFigure.TestAccuracy, [])],
                Machine = null,
                Entries = [.. study.Result.Entries.Select(entry => entry with
                {
                    Parameters = null,
                    Figures = new Dictionary<string, Spread>(StringComparer.Ordinal),
                    Epochs = [],
                    Runs = [.. entry.Runs.Select((run, i) => run with { StopReason = i == 0 ? StopReason.Diverged : null, Figures = new Dictionary<string, double>(StringComparer.Ordinal), BestFingerprint = null })],
                })],
            },
        });
        Assert.Contains("The study is not complete: 0 of 6 runs have finished", html, StringComparison.Ordinal);
        Assert.Contains("2 runs of 6 diverged and are excluded.", html, StringComparison.Ordinal);
        Assert.Contains("No run has finished yet, so there are no results.", html, StringComparison.Ordinal);
        Assert.Contains("cannot be compared: no seed has finished for both.", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<h2[^>]*>([^<]*)</h2>")]
    private static partial Regex Heading();
}
