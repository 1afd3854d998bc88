using System.Xml.Linq;
using Nabla.Reports.Comparisons;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests;

public sealed class ComparisonFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_one_picture_with_two_plots_and_words_for_those_who_do_not_see_it()
    {
        var svg = XDocument.Parse(ComparisonFigure.Render(Result())).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(2, svg.Elements(space + "svg").Count());
        Assert.Equal("a <b> & c: 40 steps with the same initial weights and batches", svg.Element(space + "title")!.Value);
        Assert.Equal(
            "The loss of analytic goes from 2.0000 to 1.0250. The loss of autograd goes from 2.0010 to 1.0251. autograd and analytic differ by at most 0.001, at step 1.",
            svg.Element(space + "desc")!.Value);
        Assert.Equal(["analytic", "autograd", "analytic"], svg.Elements(space + "text").Where(text => (string?)text.Attribute("class") == "name").Select(text => text.Value));
    }

    [Fact]
    public void It_is_the_same_bytes_in_every_culture()
    {
        string here = ComparisonFigure.Render(Result());
        using var foreign = new ForeignCulture();
        Assert.Equal(here, ComparisonFigure.Render(Result()));
    }

    [Fact]
    public void Engines_that_did_not_come_far_are_drawn_all_the_same() =>
        Assert.StartsWith("<svg", ComparisonFigure.Render(Result() with { Engines = [new("analytic", [], null, null, null, 0), new("autograd", [2], 2, 2, null, 0)] }), StringComparison.Ordinal);

    [Fact]
    public void A_place_that_cannot_be_written_to_is_named()
    {
        string path = _folder["none/compare.svg"];
        var refused = Assert.Throws<OutputDirectoryException>(() => ComparisonFigure.Write(path, Result()));
        Assert.StartsWith($"{path} cannot be written (", refused.Message, StringComparison.Ordinal);
    }

    private static ComparisonResult Result()
    {
        double[] analytic = [.. Enumerable.Range(0, 40).Select(step => 1 + (1.0 / (1 + step)))], autograd = [.. analytic.Select((loss, step) => loss + (0.001 / (1 + (step / 4))))];
        return new()
        {
            Recipe = new() { Name = "a <b> & c" },
            Steps = 40,
            Engines = [new("analytic", analytic, 2, 1.025, 0.5, 1), new("autograd", autograd, 2.001, 1.0251, 0.5, 2)],
            Differences = [new("autograd", "analytic", 0.001, 1, 1e-7, [])],
            WithoutPyTorch = null,
        };
    }
}
