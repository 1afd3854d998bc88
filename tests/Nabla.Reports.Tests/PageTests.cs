using System.Text.RegularExpressions;
using Nabla.Networks;
using Nabla.Reports.Charts;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Tests;

/// <summary>What every report keeps to, whatever the run.</summary>
public sealed partial class PageTests
{
    private const int ThreeMegabytes = 3_000_000;

    private static readonly string Html = RunReport.Render(SomeRun.Whole());

    [Fact]
    public void It_loads_nothing_and_runs_nothing()
    {
        Assert.DoesNotContain("<script", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\son[a-z]+=", Html);
        Assert.Contains("default-src 'none'", Html, StringComparison.Ordinal);
        Assert.NotEmpty(Source().Matches(Html));
        Assert.All(Source().Matches(Html), match => Assert.StartsWith("data:image/png;base64,", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_section_is_there_in_order_and_no_heading_is_skipped()
    {
        var headings = Heading().Matches(Html).Select(match => (Level: match.Groups["level"].Value, Text: match.Groups["text"].Value)).ToList();
        Assert.Equal(
            ["some-run", "Summary", "Training curves", "Misclassifications", "Metrics by class", "Incorrect predictions", "First-layer weights", "Layers", "Reproduce this run"],
            headings.Where(heading => heading.Level is "1" or "2").Select(heading => heading.Text));
        for (int i = 1; i < headings.Count; i++)
            Assert.True(headings[i].Level[0] - headings[i - 1].Level[0] <= 1, $"{headings[i].Text} skips a level.");
    }

    [Fact]
    public void Every_picture_says_what_it_shows_and_has_its_numbers_in_a_table()
    {
        var pictures = Picture().Matches(Html);
        Assert.Equal(2 * 9, pictures.Count);
        foreach (Match picture in pictures)
        {
            string[] ids = picture.Groups["ids"].Value.Split(' ');
            Assert.Contains($"<title id=\"{ids[0]}\">", Html, StringComparison.Ordinal);
            Assert.Contains($"<desc id=\"{ids[1]}\">", Html, StringComparison.Ordinal);
        }

        Assert.Equal(9, Regex.Count(Html, "<details>"));
        Assert.DoesNotMatch("<th(?![^>]*scope=)", Html.Replace("<thead>", "", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"<img(?![^>]*\salt[\s=>])", Html);
        Assert.Equal(Html.Split(" id=\"").Length, Html.Split(" id=\"").Select(part => part.Split('"')[0]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_others_wrote_shows_as_text()
    {
        const string Evil = "<script>alert('&')</script>";
        var run = SomeRun.Whole(Evil, Evil);
        string html = RunReport.Render(run with
        {
            Recipe = [new("data", $"cifar10:/home/{Evil}", false)],
            WhyNoPredictions = $"The test images could not be loaded: {Evil}",
            WhyNoWeights = Evil,
            Layers = [new(1, Evil, Evil, 4, 0.5, 1, 1, 1)],
            Result = run.Result with { Machine = run.Result.Machine with { System = Evil } },
        });
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_million_steps_stays_small_and_keeps_its_peak()
    {
        var run = SomeRun.Whole();
        double[] losses = [.. Enumerable.Range(0, 1_000_000).Select(step => 1 + (step * 7919L % 1009 / 1009.0))];
        losses[654_321] = 4.5;
        var epochs = Enumerable.Range(1, 10_000).Select(epoch => new EpochResult(epoch, 1.0 / epoch, 0.9, 0.5 + (1.0 / epoch), 0.8, 1)).ToList();
        string html = RunReport.Render(run with { StepLosses = losses, Result = run.Result with { Epochs = epochs, Steps = losses.Length } });
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 0, ThreeMegabytes);
        Assert.Contains("The 1,000,000 steps are drawn as 300 ranges", html, StringComparison.Ordinal);
        Assert.Contains("400 of 10,000 epochs are drawn", html, StringComparison.Ordinal);
        Assert.Contains(Thinning.KeepExtremes(losses, 300), point => point is { X: 654_322, Y: 4.5 });
    }

    [Fact]
    public void A_run_without_an_epoch_or_with_losses_that_are_no_numbers_is_reported_too()
    {
        var run = SomeRun.Whole();
        string html = RunReport.Render(run with
        {
            StepLosses = [2.3, 1e20, double.PositiveInfinity, double.NaN],
            Layers = [],
            WrongPredictions = [],
            Weights = [],
            WhyNoPredictions = "No epoch was completed, so there is no model.",
            WhyNoWeights = "No epoch was completed, so there is no model.",
            Result = run.Result with
            {
                Epochs = [],
                BestEpoch = null,
                TestLoss = null,
                TestAccuracy = null,
                ConfusionMatrix = null,
                PerClass = null,
                StopReason = StopReason.Diverged,
                Divergence = new(4, "loss"),
            },
        });
        Assert.Contains("The run diverged at step 4: loss is not finite. A learning rate below 0.05 may help.", html, StringComparison.Ordinal);
        Assert.Contains("Losses that are not finite are not drawn.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html.Replace(Embedded().Match(html).Value, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("No epoch was completed, so there is no model to test.", html, StringComparison.Ordinal);

        Assert.Contains("No step was completed.", RunReport.Render(run with { StepLosses = [], Result = run.Result with { Epochs = [], BestEpoch = null, ConfusionMatrix = null, PerClass = null } }), StringComparison.Ordinal);
    }

    [GeneratedRegex("""\ssrc="([^"]*)""")]
    private static partial Regex Source();

    [GeneratedRegex("""<h(?<level>\d)[^>]*>(?<text>[^<]*)</h\d>""")]
    private static partial Regex Heading();

    [GeneratedRegex("""<svg class="plot [a-z]+"[^>]*role="img" aria-labelledby="(?<ids>[^"]*)">""")]
    private static partial Regex Picture();

    [GeneratedRegex("<style>.*</style>", RegexOptions.Singleline)]
    private static partial Regex Embedded();
}
