using System.Buffers.Binary;
using System.Globalization;

namespace Nabla;

/// <summary>The header of an IDX file, the format of MNIST and similar data sets.</summary>
/// <remarks>Two bytes of 0, the type of the elements, the number of axes, and the length of each axis in four bytes, big-endian.</remarks>
/// <param name="Where">The file, for errors.</param>
/// <param name="Shape">The length of each axis.</param>
internal sealed record IdxHeader(string Where, IReadOnlyList<uint> Shape)
{
    private const byte UnsignedByte = 0x08;
    private const int MaxAxes = 4;

    /// <summary>Gets the number of bytes of one example.</summary>
    public Int128 Columns => Shape.Skip(1).Aggregate((Int128)1, (product, length) => product * length);

    /// <summary>Reads a header, and checks that the file is long enough for its data.</summary>
    /// <exception cref="InvalidDataException">The header is invalid, or data is missing.</exception>
    public static IdxHeader Read(BoundedReader file)
    {
        Span<byte> magic = stackalloc byte[4];
        file.Read(magic, "the header");
        if (magic[0] != 0 || magic[1] != 0 || magic[3] is < 1 or > MaxAxes)
            throw new InvalidDataException($"{file.Where}: is not an IDX file: it begins with the bytes {Convert.ToHexStringLower(magic)}; expected 0000 08 and the number of axes, 01 to 04. Get the original file.");
        if (magic[2] != UnsignedByte)
            throw new InvalidDataException($"{file.Where}: got elements of type 0x{magic[2]:x2}; expected 0x08, unsigned bytes. Convert the file to bytes.");

        Span<byte> length = stackalloc byte[4];
        uint[] shape = new uint[magic[3]];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            file.Read(length, "the header");
            shape[axis] = BinaryPrimitives.ReadUInt32BigEndian(length);
        }

        var header = new IdxHeader(file.Where, shape);
        file.RequireLength(shape[0] * header.Columns, header.ToString());
        return header;
    }

    /// <summary>Returns the shape, as in "60000 x 28 x 28".</summary>
    public override string ToString() => string.Join(" x ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)));
}
