using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Nabla;

/// <summary>The header of an NPY file, which precedes the elements.</summary>
/// <remarks>
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html: the bytes 0x93 "NUMPY", a version, the length of a text, and the text, a
/// Python dictionary of the keys descr, fortran_order and shape. The elements follow.
/// </remarks>
/// <param name="Where">The file and the part of it, for errors.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsFortran">Whether the first index varies fastest instead of the last.</param>
/// <param name="Shape">The length of each axis.</param>
internal sealed record NpyHeader(string Where, NpyType Type, bool IsFortran, IReadOnlyList<long> Shape)
{
    private const int MaxLength = 1 << 16;

    /// <summary>Gets the number of elements.</summary>
    public long Elements { get; } = Product(Where, Type, Shape);

    /// <summary>Gets the length of the first axis, the examples; 1 for an array without axes.</summary>
    public long Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>Gets the number of elements of one example.</summary>
    public long Columns => Rows == 0 ? 0 : Elements / Rows;

    /// <summary>Throws if the order of the elements is not supported.</summary>
    /// <exception cref="InvalidDataException">The array has more than two axes in Fortran order.</exception>
    public void RequireMatrixOrder()
    {
        if (IsFortran && Shape.Count > 2)
            throw new InvalidDataException($"{Where}: got {Shape.Count} axes in Fortran order; expected C order, or at most 2 axes. Save numpy.ascontiguousarray(array).");
    }

    /// <summary>Reads a header, and checks that the file is long enough for its elements.</summary>
    /// <exception cref="InvalidDataException">The header is invalid, or elements are missing.</exception>
    public static NpyHeader Read(BoundedReader file)
    {
        Span<byte> start = stackalloc byte[8];
        file.Read(start, "the header");
        if (start[0] != 0x93 || !start[1..].StartsWith("NUMPY"u8))
            throw new InvalidDataException($"{file.Where}: is not an NPY file: it does not begin with the bytes 0x93 \"NUMPY\". Save arrays with numpy.save.");
        if (start[6] is < 1 or > 3 || start[7] != 0)
            throw new InvalidDataException($"{file.Where}: got NPY version {start[6]}.{start[7]}; expected 1.0, 2.0 or 3.0. Save the array again with numpy.save.");

        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        file.Read(start[6] == 1 ? lengthBytes[..2] : lengthBytes, "the header");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw new InvalidDataException($"{file.Where}: declares a header of {length} bytes; expected at most {MaxLength}. The file is damaged: get it again.");
        byte[] text = new byte[length];
        file.Read(text, "the header");

        var fields = NpyDictionary.Parse(file.Where, (start[6] == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
        var header = new NpyHeader(file.Where, NpyType.Parse(file.Where, fields.Type), fields.IsFortran, fields.Shape);
        file.RequireLength((Int128)header.Elements * header.Type.Size, $"{header} of type {header.Type.Code}");
        return header;
    }

    /// <summary>Returns the shape, as in "120 x 4 elements".</summary>
    public override string ToString() => Shape.Count == 0
        ? "1 element"
        : $"{string.Join(" x ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))} elements";

    private static long Product(string where, NpyType type, IReadOnlyList<long> shape)
    {
        Int128 product = 1;
        foreach (long length in shape)
        {
            product *= length;
            if (product * type.Size > long.MaxValue)
                throw new InvalidDataException($"{where}: declares {string.Join(" x ", shape)} elements, more than any file holds. The file is damaged: get it again.");
        }

        return (long)product;
    }
}
