using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A data set that Nabla knows by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">A description in one line.</param>
/// <param name="TrainingCount">The number of examples for training and validation.</param>
/// <param name="TestCount">The number of test examples.</param>
/// <param name="Shape">The shape of each image.</param>
/// <param name="ClassNames">The class names, in the order of the labels.</param>
/// <param name="Origin">The origin of the data.</param>
/// <param name="Archive">The archive to download; null if the data set is built in.</param>
public sealed record DataCatalogEntry(
    string Name, string Description, int TrainingCount, int TestCount, ImageShape Shape, IReadOnlyList<string> ClassNames, string Origin, ArchiveSource? Archive = null);

/// <summary>The data sets that Nabla knows by name.</summary>
public static class DataCatalog
{
    /// <summary>Gets CIFAR-10's archive on its home page, with the size and the MD5 digest published there.</summary>
    public static ArchiveSource Cifar10Archive { get; } = new(
        new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530", Cifar10.FolderName, UnpackedLimit: 200_000_000);

    /// <summary>Gets Shapes, which the library generates.</summary>
    public static DataCatalogEntry Shapes { get; } = DescribeShapes();

    /// <summary>Gets all data sets.</summary>
    public static IReadOnlyList<DataCatalogEntry> Entries { get; } =
    [
        Shapes,
        new(
            "cifar10",
            "Photographs of animals and vehicles (Krizhevsky 2009).",
            50_000, 10_000, Cifar10.ImageShape, Cifar10.ClassNames,
            Cifar10Archive.Address.ToString(), Cifar10Archive),
    ];

    /// <summary>Returns the data set with a name; null if there is none.</summary>
    public static DataCatalogEntry? Find(string name) => Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));

    private static DataCatalogEntry DescribeShapes()
    {
        var (images, _) = ImageDataset.GenerateShapes(trainingCount: 1, testCount: 1);
        return new(
            "shapes",
            "Ten shapes and patterns with random colours, positions, sizes and rotations, on noise; built in, no download needed.",
            10_000, 2_000, images.Shape, images.ClassNames,
            "generated from a seed");
    }
}
