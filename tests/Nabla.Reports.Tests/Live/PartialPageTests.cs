using Nabla.Reports.Pages;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Tests.Live;

/// <summary>The page of a run that has not ended.</summary>
public sealed class PartialPageTests
{
    [Fact]
    public void It_shows_the_epochs_so_far()
    {
        string html = RunReport.Render(SomeTraining.After(epochs: 3).State.Run);
        foreach (string text in new[]
        {
            "<h1>some-run</h1>", "Nabla · run, so far", "<strong>3 of 4</strong>", "The run is in progress: 3 of 4 epochs are done.",
            "The best epoch so far is 2: validation accuracy 87.5\u00a0%, validation loss 0.7500.",
            "id=\"step-loss\"", "id=\"epoch-loss\"", "id=\"epoch-accuracy\"", "id=\"layers-heading\"", "<strong>1.5\u00a0s</strong><span>in 9 steps</span>", "<strong>600</strong>",
        })
        {
            Assert.Contains(text, html.Replace("&#xA0;", "\u00a0", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_claims_nothing_that_only_the_end_tells()
    {
        string[] ofTheEnd = ["Test accuracy", "Fingerprints", "Machine and versions", "fingerprints below", "Misclassifications"];
        string whole = RunReport.Render(SomeRun.Whole());
        Assert.All(ofTheEnd, text => Assert.Contains(text, whole, StringComparison.Ordinal));
        foreach (int epochs in new[] { 0, 1, 3 })
        {
            string html = RunReport.Render(SomeTraining.After(epochs).State.Run);
            foreach (string text in ofTheEnd.Concat(["NaN", "ended before"]))
                Assert.DoesNotContain(text, html, StringComparison.Ordinal);
            Assert.Contains("They are shown when the run has ended.", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Before_the_first_epoch_has_ended_it_says_so()
    {
        string html = RunReport.Render(SomeTraining.After(epochs: 0).State.Run);
        Assert.Contains("<strong>0 of 4</strong>", html, StringComparison.Ordinal);
        Assert.Contains("The run has started; no epoch is complete yet.", html, StringComparison.Ordinal);
        Assert.Contains("No step was completed.", html, StringComparison.Ordinal);
    }
}
