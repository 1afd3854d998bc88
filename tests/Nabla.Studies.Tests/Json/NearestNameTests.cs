namespace Nabla.Studies.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("learningrat", "learningRate")]
    [InlineData("leraningRate", "learningRate")]
    [InlineData("epoch", "epochs")]
    [InlineData("sede", "seed")]
    [InlineData("batch", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_and_none_when_all_are_far(string written, string? expected) =>
        Assert.Equal(expected, NearestName.Find(written, ["learningRate", "epochs", "seed", "dataSeed", "batchSize"]));
}
