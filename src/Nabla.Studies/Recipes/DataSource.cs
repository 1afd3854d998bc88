using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Specifies the kind of data of a recipe.</summary>
public enum DataKind
{
    /// <summary>The built-in images, generated from a seed.</summary>
    Shapes,

    /// <summary>CIFAR-10, from its binary files.</summary>
    Cifar10,

    /// <summary>A table in a CSV file.</summary>
    Csv,

    /// <summary>A numeric table in an NPZ file: the arrays x and y.</summary>
    Npz,

    /// <summary>Images in four IDX files with the names of MNIST's files.</summary>
    Mnist,

    /// <summary>PNG images in folders.</summary>
    Images,
}

/// <summary>The data of a recipe, such as "shapes", "cifar10:DIR" or "csv:FILE".</summary>
/// <param name="Kind">The kind of data.</param>
/// <param name="Count">Shapes only: the number of training images; the test set has a fifth as many. Null for the full set.</param>
/// <param name="Path">The file or directory. Null for CIFAR-10's default directory.</param>
public sealed partial record DataSource(DataKind Kind, int? Count = null, string? Path = null)
{
    /// <summary>The expected form of a data field, as the end of a sentence.</summary>
    internal const string Expected =
        "\"shapes\", \"shapes:COUNT\" with a COUNT from 20 to 500000, \"cifar10\", \"cifar10:DIR\" with the directory of its binary files, \"mnist\", \"mnist:DIR\", \"idx:DIR\", \"images:DIR\", or a table: \"FILE.csv\", \"csv:FILE\" or \"npz:FILE\"";

    private const string ShapesName = "shapes";
    private const string Cifar10Name = "cifar10";
    private const string CsvName = "csv";
    private const string NpzName = "npz";
    private const string MnistName = "mnist";
    private const string IdxName = "idx";
    private const string ImagesName = "images";
    private const string CsvExtension = ".csv";

    /// <summary>Gets the names before the colon.</summary>
    public static IReadOnlyList<string> Names { get; } = [ShapesName, Cifar10Name, CsvName, NpzName, MnistName, IdxName, ImagesName];

    /// <summary>Gets whether the data are tables, of rows and named columns.</summary>
    public bool IsTable => Kind is DataKind.Csv or DataKind.Npz;

    /// <summary>Gets the number of features if it follows from the kind of data; otherwise 0.</summary>
    public int Features => Kind switch
    {
        DataKind.Cifar10 => Cifar10.ImageShape.Features,
        DataKind.Shapes => DataCatalog.Shapes.Shape.Features,
        _ => 0,
    };

    /// <summary>Gets the number of classes if it follows from the kind of data; otherwise 1.</summary>
    public int Classes => Kind switch
    {
        DataKind.Cifar10 => Cifar10.ClassNames.Count,
        DataKind.Shapes => DataCatalog.Shapes.ClassNames.Count,
        _ => 1,
    };

    /// <summary>Parses the text.</summary>
    /// <returns>False if the text does not specify known data.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out DataSource? source)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        string? detail = colon < 0 ? null : text[(colon + 1)..];
        source = (name, detail) switch
        {
            (ShapesName, null) => new(DataKind.Shapes),
            (ShapesName, _) when int.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 20 and <= 500_000
                => new(DataKind.Shapes, Count: count),
            (Cifar10Name, null) => new(DataKind.Cifar10),
            (Cifar10Name, not "") when IsPath(detail) => new(DataKind.Cifar10, Path: detail),
            (CsvName, not (null or "")) when IsPath(detail) => new(DataKind.Csv, Path: detail),
            (NpzName, not (null or "")) when IsPath(detail) => new(DataKind.Npz, Path: detail),
            (MnistName, null) => new(DataKind.Mnist),
            (MnistName or IdxName, not (null or "")) when IsPath(detail) => new(DataKind.Mnist, Path: detail),
            (ImagesName, not (null or "")) when IsPath(detail) => new(DataKind.Images, Path: detail),
            _ when colon >= 0 && Names.Contains(name, StringComparer.Ordinal) => null,
            _ when text.EndsWith(CsvExtension, StringComparison.OrdinalIgnoreCase) && IsPath(text) => new(DataKind.Csv, Path: text),
            _ => null,
        };
        return source is not null;
    }

    /// <summary>Parses the text.</summary>
    /// <exception cref="RecipeException">The text does not specify known data.</exception>
    public static DataSource Parse(string text) =>
        TryParse(text, out var source) ? source : throw new RecipeException("the data", [$"it is {RecipeField.Quote(text)}; it must be {Expected}."]);

    /// <summary>Loads images into memory.</summary>
    /// <param name="dataSeed">The seed of Shapes; ignored by other data.</param>
    /// <param name="environment">Looks up NABLA_DATA and the user's cache directory.</param>
    /// <param name="threads">The number of threads that read files. Default 1.</param>
    /// <exception cref="InvalidDataException">Files are missing or invalid.</exception>
    /// <exception cref="InvalidOperationException">The data are a table.</exception>
    public (ImageDataset Training, ImageDataset Test) LoadImages(ulong dataSeed, Func<string, string?> environment, int threads = 1) => Kind switch
    {
        DataKind.Cifar10 => Cifar10.Load(DataDirectories.Cifar10(Path, environment), threads),
        DataKind.Shapes => Count is { } count ? ImageDataset.GenerateShapes(count, count / 5, dataSeed) : ImageDataset.GenerateShapes(seed: dataSeed),
        DataKind.Mnist => LoadMnist(Path ?? DataDirectories.Mnist(environment)),
        DataKind.Images => LoadFolders(Path!),
        _ => throw new InvalidOperationException($"{this} is a table, not images; read it with Table.FromCsv."),
    };

    /// <summary>Returns the text that parses to the same data.</summary>
    public override string ToString() =>
        this switch
        {
            { Kind: DataKind.Cifar10 } => Path is null ? Cifar10Name : $"{Cifar10Name}:{Path}",
            { Kind: DataKind.Npz } => $"{NpzName}:{Path}",
            { Kind: DataKind.Mnist } => Path is null ? MnistName : $"{MnistName}:{Path}",
            { Kind: DataKind.Images } => $"{ImagesName}:{Path}",
            { Kind: DataKind.Csv } => Path!.EndsWith(CsvExtension, StringComparison.OrdinalIgnoreCase) && TryParse(Path, out var same) && same == this ? Path : $"{CsvName}:{Path}",
            _ => Count is null ? ShapesName : string.Create(CultureInfo.InvariantCulture, $"{ShapesName}:{Count}"),
        };

    private static (ImageDataset Training, ImageDataset Test) LoadMnist(string directory)
    {
        var (training, test) = (ImageDataset.FromMnist(directory, train: true), ImageDataset.FromMnist(directory, train: false));
        if (training.Shape != test.Shape)
            throw new InvalidDataException($"{directory}: the training images are {training.Shape} and the test images {test.Shape}; expected one shape.");
        return (training, test);
    }

    private static (ImageDataset Training, ImageDataset Test) LoadFolders(string directory)
    {
        string train = System.IO.Path.Combine(directory, "train"), held = System.IO.Path.Combine(directory, "test");
        if (!Directory.Exists(train) || !Directory.Exists(held))
            throw new InvalidDataException($"{directory}: {(Directory.Exists(directory) ? "expected the folders train and test, each with a folder of PNG images for each class" : "there is no such folder")}.");
        var (training, test) = (ImageDataset.FromFolder(train), ImageDataset.FromFolder(held));
        if (training.Shape != test.Shape || !training.ClassNames.SequenceEqual(test.ClassNames, StringComparer.Ordinal))
        {
            throw new InvalidDataException(
                $"{directory}: the training images are {training.Shape} of {training.Classes} classes and the test images {test.Shape} of {test.Classes}; expected one shape and the same classes.");
        }

        return (training, test);
    }

    private static bool IsPath(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
