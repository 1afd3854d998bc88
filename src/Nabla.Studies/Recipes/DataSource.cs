using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The data sets that a recipe can name.</summary>
public enum DataKind
{
    /// <summary>The built-in images, generated from a seed.</summary>
    Shapes,

    /// <summary>CIFAR-10, from its binary files.</summary>
    Cifar10,
}

/// <summary>What a recipe's data field says: "shapes", "shapes:COUNT", "cifar10" or "cifar10:DIR".</summary>
/// <param name="Kind">Which data set.</param>
/// <param name="Count">Shapes only: how many training images; a fifth as many to test on. Null for the full set.</param>
/// <param name="Path">CIFAR-10 only: the directory of its binary files, or its archive. Null for the default directory.</param>
public sealed record DataSource(DataKind Kind, int? Count = null, string? Path = null)
{
    /// <summary>What a data field must be, to end a sentence with.</summary>
    internal const string Expected =
        "\"shapes\", \"shapes:COUNT\" with a COUNT from 20 to 500000, \"cifar10\", or \"cifar10:DIR\" with the directory of its binary files";

    private const string ShapesName = "shapes";
    private const string Cifar10Name = "cifar10";

    /// <summary>The names before the colon.</summary>
    public static IReadOnlyList<string> Names { get; } = [ShapesName, Cifar10Name];

    /// <summary>The shape of its images.</summary>
    public ImageShape ImageShape => Kind == DataKind.Cifar10 ? Cifar10.ImageShape : Shapes.ImageShape;

    /// <summary>How many classes they are of.</summary>
    public int Classes => Kind == DataKind.Cifar10 ? Cifar10.ClassNames.Count : Shapes.ClassNames.Count;

    /// <summary>Reads the text.</summary>
    /// <returns>False when it names no data that there is.</returns>
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
            (Cifar10Name, not "") when !detail.Contains('\0', StringComparison.Ordinal) => new(DataKind.Cifar10, Path: detail),
            _ => null,
        };
        return source is not null;
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="RecipeException">It names no data that there is.</exception>
    public static DataSource Parse(string text) =>
        TryParse(text, out var source) ? source : throw new RecipeException("the data", [$"it is {RecipeField.Quote(text)}; it must be {Expected}."]);

    /// <summary>Brings the images into memory.</summary>
    /// <param name="dataSeed">Draws Shapes; nothing else looks at it.</param>
    /// <param name="environment">Where NABLA_DATA and the user's cache directory are looked up.</param>
    /// <param name="threads">Threads that read files. Default 1.</param>
    /// <exception cref="InvalidDataException">Something is missing or wrong with the files.</exception>
    public (ImageDataset Training, ImageDataset Test) Load(ulong dataSeed, Func<string, string?> environment, int threads = 1)
    {
        if (Kind == DataKind.Cifar10)
            return Cifar10.Load(DataDirectories.Cifar10(Path, environment), threads);
        return Count is { } count ? Shapes.Generate(count, count / 5, dataSeed) : Shapes.Generate(seed: dataSeed);
    }

    /// <summary>The text that reads back the same.</summary>
    public override string ToString() =>
        this switch
        {
            { Kind: DataKind.Cifar10 } => Path is null ? Cifar10Name : $"{Cifar10Name}:{Path}",
            _ => Count is null ? ShapesName : string.Create(CultureInfo.InvariantCulture, $"{ShapesName}:{Count}"),
        };
}
