using Nabla.Networks;

namespace Nabla.Studies.Tests;

public sealed class DataCatalogTests
{
    [Fact]
    public void It_lists_what_there_is() => Assert.Equal("shapes cifar10", string.Join(" ", DataCatalog.Entries.Select(entry => entry.Name)));

    [Fact]
    public void Shapes_are_what_the_catalogue_says()
    {
        var entry = DataCatalog.Find("shapes");
        var (training, test) = ImageDataset.GenerateShapes();

        Assert.NotNull(entry);
        Assert.Equal((training.Count, test.Count), (entry.TrainingCount, entry.TestCount));
        Assert.Equal(entry.Shape, training.Shape);
        Assert.Equal(entry.ClassNames, test.ClassNames);
    }

    [Fact]
    public void An_unknown_name_finds_nothing() => Assert.Null(DataCatalog.Find("imagenet"));
}
