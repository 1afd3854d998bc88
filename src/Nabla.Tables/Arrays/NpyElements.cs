using System.Numerics;

namespace Nabla;

/// <summary>Reads the elements of an array in blocks, so that besides the result only a small buffer is needed.</summary>
internal static class NpyElements
{
    private const int BufferSize = 1 << 16;

    /// <summary>Processes a block of elements.</summary>
    /// <param name="elements">The elements, in the order of the file.</param>
    /// <param name="first">The position of the first of them in the file.</param>
    public delegate void Use<T>(ReadOnlySpan<T> elements, long first);

    /// <summary>Reads all elements, to the end of the file.</summary>
    /// <exception cref="InvalidDataException">The file is too short or too long, or is damaged.</exception>
    public static void Read<T>(BoundedReader file, NpyHeader header, Use<T> use)
        where T : INumberBase<T>
    {
        int size = header.Type.Size;
        int most = (int)Math.Min(BufferSize / size, header.Elements);
        byte[] raw = new byte[most * size];
        var elements = new T[most];
        for (long first = 0; first < header.Elements; first += most)
        {
            int count = (int)Math.Min(most, header.Elements - first);
            file.Read(raw.AsSpan(0, count * size), "the elements");
            header.Type.Convert(raw.AsSpan(0, count * size), elements.AsSpan(0, count));
            use(elements.AsSpan(0, count), first);
        }

        file.RequireEnd();
    }

    /// <summary>Reads all elements into memory, example after example, whichever order the file has them in.</summary>
    /// <param name="file">The file, after its header.</param>
    /// <param name="header">The header, checked: at most as many elements as an array holds.</param>
    /// <param name="notFinite">The error for an element that is infinite or not a number: its value, example and column.</param>
    /// <exception cref="InvalidDataException">An element is not finite, or the file is damaged.</exception>
    public static float[] ReadFinite(BoundedReader file, NpyHeader header, Func<float, long, long, InvalidDataException> notFinite)
    {
        float[] all = new float[header.Elements];
        long rows = header.Rows, columns = header.Columns;
        Read<float>(file, header, (elements, first) =>
        {
            for (int i = 0; i < elements.Length; i++)
            {
                long at = first + i;
                long place = header.IsFortran ? (at % rows * columns) + (at / rows) : at;
                if (!float.IsFinite(elements[i]))
                    throw notFinite(elements[i], place / columns, place % columns);
                all[place] = elements[i];
            }
        });
        return all;
    }
}
