using Nabla.Reports.Charts;

namespace Nabla.Reports.Tests.Charts;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0.3, 2.4, 0, 3)]
    [InlineData(1.29, 1.99, 1.2, 2)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0.5, 0.5, 0, 1)]
    [InlineData(6.52740755308659, 6.527407553086591, 6, 7)]
    [InlineData(-3, 4, -4, 4)]
    public void It_ends_at_round_numbers(double least, double most, double from, double to)
    {
        var axis = Axis.Values("loss", [least, double.NaN, most]);
        Assert.Equal((from, to, 0), (axis.Minimum, axis.Maximum, axis.LogarithmBase));
    }

    [Fact]
    public void One_peak_does_not_press_the_rest_to_the_ground()
    {
        var octaves = Axis.Values("loss", [10, 1.3, 1.2, 1.1, 1]);
        Assert.Equal((1, 16, 2), (octaves.Minimum, octaves.Maximum, octaves.LogarithmBase));
        Assert.Equal(["1", "2", "4", "8", "16"], Enumerable.Range(0, 5).Select(place => octaves.Label(place)));

        var decades = Axis.Values("loss", [1e8, 1.5, 1.2, 0.02]);
        Assert.Equal((0.01, 1e8, 10), (decades.Minimum, decades.Maximum, decades.LogarithmBase));
        Assert.Equal((2, "0.01", double.NaN), (decades.Step(5), decades.Label(-2), decades.Place(0)));
    }

    [Fact]
    public void Shares_stay_between_none_and_all()
    {
        var axis = Axis.Percent("accuracy", [0.383, 0.551]);
        Assert.Equal((0.35, 0.6, "35\u00a0%"), (axis.Minimum, axis.Maximum, axis.Label(0.35)));
        Assert.Equal((0, 1), (Axis.Percent("accuracy", [0.02, 0.999]).Minimum, Axis.Percent("accuracy", [0.02, 0.999]).Maximum));
    }

    [Theory]
    [InlineData(1, 0, 1, 1, "1")]
    [InlineData(10, 1, 10, 1, "10")]
    [InlineData(50, 0, 50, 5, "50")]
    [InlineData(7_020, 0, 7_020, 1_000, "7,020")]
    [InlineData(1_000_000, 0, 1_000_000, 100_000, "1,000k")]
    public void Epochs_and_steps_have_whole_ticks(int last, double from, double to, double step, string label)
    {
        var axis = Axis.Counting("epoch", last);
        Assert.Equal(label, axis.Label(last));
        Assert.Equal((from, to, step), (axis.Minimum, axis.Maximum, axis.Step(10)));
    }
}
