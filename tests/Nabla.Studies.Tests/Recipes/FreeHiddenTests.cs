namespace Nabla.Studies.Tests;

public sealed class FreeHiddenTests
{
    [Theory]
    [InlineData("?", false, new[] { 3 })]
    [InlineData("512,120x?", true, new[] { 512, 120, 120, 120 })]
    [InlineData("512,?x2", false, new[] { 512, 3, 3 })]
    [InlineData("?,7", false, new[] { 3, 7 })]
    [InlineData("5x?,7", true, new[] { 5, 5, 5, 7 })]
    public void One_number_is_open(string text, bool isDepth, int[] withThree)
    {
        Assert.True(FreeHidden.TryParse(text, out var hidden));
        Assert.Equal(isDepth, hidden.IsDepth);
        Assert.Equal(withThree, hidden.With(3));
        Assert.Equal(text, hidden.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("512,256")]
    [InlineData("?,?")]
    [InlineData("12?")]
    [InlineData("?5")]
    [InlineData("5x?x2")]
    [InlineData("a,?")]
    [InlineData("5x?2")]
    public void Anything_else_is_refused(string text) => Assert.False(FreeHidden.TryParse(text, out _));

    [Fact]
    public void A_number_out_of_range_is_an_error()
    {
        Assert.True(FreeHidden.TryParse("5x?", out var hidden));
        Assert.Throws<ArgumentOutOfRangeException>(() => hidden.With(1001));
    }
}
