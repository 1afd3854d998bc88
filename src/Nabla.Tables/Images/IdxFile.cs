using System.Globalization;
using Nabla.Networks;

namespace Nabla;

/// <summary>An IDX file open for reading: its header has been read and checked, but not its data.</summary>
/// <param name="Bytes">The file, at its first byte of data.</param>
/// <param name="Header">Its header.</param>
internal sealed record IdxFile(BoundedReader Bytes, IdxHeader Header) : IDisposable
{
    /// <summary>The maximum number of features of an image.</summary>
    private const int MaxFeatures = 1 << 24;

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <exception cref="InvalidDataException">The file is not an IDX file, or cannot be read.</exception>
    public static IdxFile Open(string path)
    {
        var bytes = BoundedReader.OpenFile(path);
        try
        {
            return new(bytes, IdxHeader.Read(bytes));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Returns the shape of one image: the axes after the first, with one channel if there are only height and width.</summary>
    /// <exception cref="InvalidDataException">The file does not contain images.</exception>
    public ImageShape ImageShape()
    {
        if (Header.Shape.Count is not (3 or 4) || Header.Shape.Contains(0u))
            throw new InvalidDataException($"{Header.Where}: got {Header}; expected images x height x width, or images x channels x height x width, each at least 1. Check that it is the file of the images.");
        if (Header.Columns > MaxFeatures || Header.Shape[0] > int.MaxValue)
            throw new InvalidDataException($"{Header.Where}: got {Header}; expected at most {int.MaxValue} images of at most {MaxFeatures} bytes each. Check that it is the file of the images.");
        return new(Header.Shape.Count == 3 ? 1 : (int)Header.Shape[1], (int)Header.Shape[^2], (int)Header.Shape[^1]);
    }

    /// <summary>Reads all bytes, to the end of the file.</summary>
    /// <exception cref="InvalidDataException">There are more bytes than in the largest array, or the file is damaged.</exception>
    public byte[] ReadAll()
    {
        var length = Header.Shape[0] * Header.Columns;
        if (length > Array.MaxLength)
            throw new InvalidDataException($"{Header.Where}: got {Header}; at most {Array.MaxLength} bytes fit into memory at once. Use ImageDataset.OpenIdx, which leaves them on disk.");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        Bytes.Read(bytes, "the data");
        Bytes.RequireEnd();
        return bytes;
    }

    /// <summary>Reads labels for some images.</summary>
    /// <param name="images">The header of the images.</param>
    /// <param name="classNames">The class names, or null for "0", "1", … up to the largest label.</param>
    /// <exception cref="InvalidDataException">The labels do not fit the images or the names, or the file is damaged.</exception>
    public (int[] Labels, IReadOnlyList<string> ClassNames) ReadLabels(IdxHeader images, IReadOnlyList<string>? classNames)
    {
        if (Header.Shape.Count != 1 || Header.Shape[0] != images.Shape[0])
            throw new InvalidDataException($"{Header.Where}: got {Header} labels for the {images.Shape[0]} images of {images.Where}; expected one for each. Check that the two belong together.");
        int[] labels = Array.ConvertAll(ReadAll(), label => (int)label);
        classNames ??= [.. Enumerable.Range(0, labels.Max() + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        int wrong = Array.FindIndex(labels, label => label >= classNames.Count);
        return wrong < 0
            ? (labels, classNames)
            : throw new InvalidDataException($"{Header.Where}: the label of image {wrong} is {labels[wrong]}; expected 0 to {classNames.Count - 1}. Name every class, or get the file again.");
    }

    public void Dispose() => Bytes.Dispose();
}
