using Nabla.Networks;

namespace Nabla.Studies.Tests;

public sealed class DataSourceTests
{
    [Theory]
    [InlineData("shapes", DataKind.Shapes, null, null)]
    [InlineData("shapes:200", DataKind.Shapes, 200, null)]
    [InlineData("cifar10", DataKind.Cifar10, null, null)]
    [InlineData("cifar10:C:\\data", DataKind.Cifar10, null, "C:\\data")]
    [InlineData("cifar10:a.csv", DataKind.Cifar10, null, "a.csv")]
    [InlineData("iris.csv", DataKind.Csv, null, "iris.csv")]
    [InlineData("data/Iris.CSV", DataKind.Csv, null, "data/Iris.CSV")]
    [InlineData("C:\\data\\iris.csv", DataKind.Csv, null, "C:\\data\\iris.csv")]
    [InlineData("csv:iris.txt", DataKind.Csv, null, "iris.txt")]
    [InlineData("csv:shapes:9.csv", DataKind.Csv, null, "shapes:9.csv")]
    public void Text_names_data_and_comes_back_the_same(string text, DataKind kind, int? count, string? path)
    {
        Assert.True(DataSource.TryParse(text, out var source));
        Assert.Equal(new DataSource(kind, count, path), source);
        Assert.Equal(text, source.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shapes")]
    [InlineData("shapes:")]
    [InlineData("shapes:19")]
    [InlineData("shapes:-5")]
    [InlineData("shapes:9999999999")]
    [InlineData("cifar10:")]
    [InlineData("mnist")]
    public void Other_text_is_refused(string text)
    {
        Assert.False(DataSource.TryParse(text, out _));
        var error = Assert.Throws<RecipeException>(() => DataSource.Parse(text));
        Assert.StartsWith($"the data: it is \"{text}\"; it must be \"shapes\", ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_has_as_many_images_as_asked_for_and_a_fifth_to_test_on()
    {
        var (training, test) = DataSource.Parse("shapes:50").LoadImages(dataSeed: 3, _ => null);
        Assert.Equal((50, 10), (training.Count, test.Count));
    }

    [Fact]
    public void Cifar10_is_looked_for_where_the_environment_says()
    {
        var error = Assert.Throws<InvalidDataException>(() => DataSource.Parse("cifar10").LoadImages(0, name => name == "NABLA_DATA" ? "/nowhere" : null));
        Assert.StartsWith(Path.Combine("/nowhere", "cifar-10-batches-bin"), error.Message, StringComparison.Ordinal);
    }
}
