namespace Nabla.Studies.Tests;

public sealed class HiddenSizesTests
{
    [Theory]
    [InlineData("128", new[] { 128 })]
    [InlineData("512,256", new[] { 512, 256 })]
    [InlineData("512, 120x5", new[] { 512, 120, 120, 120, 120, 120 })]
    [InlineData("", new int[0])]
    [InlineData("0,-3", new[] { 0, -3 })]
    public void Text_becomes_sizes(string text, int[] expected)
    {
        Assert.True(HiddenSizes.TryParse(text, out var sizes));
        Assert.Equal(expected, sizes);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("128,")]
    [InlineData("128;256")]
    [InlineData("1x2x3")]
    [InlineData("128x0")]
    [InlineData("128x-1")]
    [InlineData("128x2000000000")]
    [InlineData("99999999999")]
    [InlineData("1.5")]
    public void Other_text_is_refused(string text) => Assert.False(HiddenSizes.TryParse(text, out _));

    [Theory]
    [InlineData("512,120x5")]
    [InlineData("64,32,64")]
    [InlineData("")]
    public void Sizes_become_the_shortest_text(string text)
    {
        Assert.True(HiddenSizes.TryParse(text, out var sizes));
        Assert.Equal(text, HiddenSizes.Format(sizes));
    }
}
