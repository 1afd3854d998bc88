using System.Globalization;
using Nabla.Reports.Runs;
using Nabla.Testing;

namespace Nabla.Reports.Tests;

/// <summary>A whole report, byte for byte. <c>NABLA_UPDATE_SNAPSHOTS=1</c> writes it anew: look at what changed before it is committed.</summary>
public sealed class SnapshotTests
{
    private static readonly string Snapshot = Path.Combine(Repository.Root, "tests", "Nabla.Reports.Tests", "Snapshots", "run.html");

    [Fact]
    public void A_report_is_as_it_was()
    {
        string html = RunReport.Render(SomeRun.Whole());
        if (Environment.GetEnvironmentVariable("NABLA_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Snapshot, html);
        Assert.True(File.ReadAllText(Snapshot) == html, $"The report is another than {Snapshot}. If that is meant, run the test with NABLA_UPDATE_SNAPSHOTS=1 and look at the difference.");
    }

    [Fact]
    public void No_culture_changes_a_byte_of_it()
    {
        string plain = RunReport.Render(SomeRun.Whole());
        foreach (var (point, group, minus) in new[] { (",", ".", "-"), (".", ",", "-"), (",", "\u00a0", "−") })
            Assert.Equal(plain, RenderIn(point, group, minus));
    }

    /// <summary>As German, American and Swedish machines write numbers. Made by hand: with invariant globalization no other culture can be had by name.</summary>
    private static string RenderIn(string point, string group, string minus)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (point, group, minus);
        culture.NumberFormat.PercentDecimalSeparator = point;
        var (before, uiBefore, defaultBefore) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            // Pages are rendered on threads of the pool too.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            CultureInfo.DefaultThreadCurrentCulture = culture;
            return RunReport.Render(SomeRun.Whole());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture) = (before, uiBefore, defaultBefore);
        }
    }
}
