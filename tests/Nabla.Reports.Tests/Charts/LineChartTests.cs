using Nabla.Reports.Charts;
using Nabla.Reports.Pages;

namespace Nabla.Reports.Tests.Charts;

/// <summary>What Radzen's chart gives on the server, once it is a picture of ours.</summary>
public sealed class LineChartTests
{
    private static readonly Dictionary<string, object?> Parameters = new(StringComparer.Ordinal)
    {
        [nameof(LineChart.Id)] = "study",
        [nameof(LineChart.Title)] = "Accuracy of two networks",
        [nameof(LineChart.Description)] = "Means over three seeds.",
        [nameof(LineChart.Horizontal)] = Axis.Counting("epoch", 3),
        [nameof(LineChart.Vertical)] = Axis.Percent("accuracy", [0.4, 0.6]),
        [nameof(LineChart.Mark)] = new ChartMark(2, "best epoch (2)"),
        [nameof(LineChart.Series)] = new[]
        {
            new ChartSeries("wide", [new(1, 0.42, 0.4, 0.44), new(2, 0.5, 0.48, 0.52), new(3, 0.55, 0.5, 0.6)], 0) { BandName = "wide, 2 deviations" },
            new ChartSeries("deep", [new(1, 0.41, 0.4, 0.42), new(2, double.NaN), new(3, 0.5, 0.45, 0.55)], 1),
        },
        [nameof(LineChart.Numbers)] = (Microsoft.AspNetCore.Components.RenderFragment)(builder => builder.AddContent(0, "numbers")),
    };

    private static readonly string Html = PageRenderer.Render<LineChart>(Parameters);

    [Fact]
    public void Axes_units_curves_bands_and_legend_are_there()
    {
        foreach (string part in new[]
        {
            ">epoch</text>", ">accuracy</text>", ">40&#xA0;%</text>", ">60&#xA0;%</text>", ">1</text>", ">3</text>",
            "fill=\"var(--band-1)\"", "fill=\"var(--band-2)\"", "stroke: var(--line-1)", "stroke: var(--line-2)", "stroke: var(--mark)",
            "wide, 2 deviations", "best epoch (2)", "Accuracy of two networks", "Means over three seeds.", "<details>",
        })
        {
            Assert.Contains(part, Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_drawn_for_desktops_and_for_phones()
    {
        Assert.Contains("class=\"plot wide\" viewBox=\"0 16 468 292\"", Html, StringComparison.Ordinal);
        Assert.Contains("class=\"plot narrow\" viewBox=\"0 16 350 252\"", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_it_is_random_or_longer_than_needed()
    {
        Assert.Equal(Html, PageRenderer.Render<LineChart>(Parameters));
        Assert.DoesNotMatch(@"\d\.\d\d", Html);
        Assert.DoesNotContain("rz-marker\"></g>", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("button", Html, StringComparison.Ordinal);
    }

    /// <summary>Radzen counts for ever where the values of a series differ by a rounding error, and gives both edges of such a band one key.</summary>
    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, 0.50000000000000011)]
    [InlineData(0.5, 0.5000000001)]
    public void Values_that_hardly_differ_are_drawn_as_equal(double one, double other)
    {
        var parameters = new Dictionary<string, object?>(Parameters, StringComparer.Ordinal)
        {
            [nameof(LineChart.Series)] = new[]
            {
                new ChartSeries("up", [new(1, one, one, one), new(2, other, one, other)], 0),
                new ChartSeries("across", [new(one, 0.5), new(other, 0.6)], 1) { Form = SeriesForm.Dots },
            },
        };
        string html = PageRenderer.Render<LineChart>(parameters);
        Assert.Contains("stroke: var(--line-1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("var(--band-1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_number_leaves_a_gap() => Assert.DoesNotContain("NaN", Html, StringComparison.Ordinal);
}
