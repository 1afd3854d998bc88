using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Cache-aligned float memory that never moves, for activations, parameters and gradients.</summary>
internal sealed unsafe class AlignedBuffer
{
    /// <summary>The number of bytes of a cache line and of the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>The number of floats of a cache line.</summary>
    public const int FloatsPerLine = Alignment / sizeof(float);

    private readonly float[] _storage;
    private readonly int _start;

    /// <summary>Initializes a buffer of zeros.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        _storage = GC.AllocateArray<float>(length + FloatsPerLine - 1, pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _storage[0]);
        _start = (int)((Alignment - (address % Alignment)) % Alignment / sizeof(float));
    }

    public int Length { get; }

    public Memory<float> Memory => _storage.AsMemory(_start, Length);

    public Span<float> Span => _storage.AsSpan(_start, Length);

    /// <summary>Returns the row stride for a matrix of this many columns: whole cache lines, an odd number of them.</summary>
    /// <remarks>
    /// Rows a multiple of 4 KiB apart map to the same set of the first-level cache, and a tile that reads twelve of them
    /// evicts its own lines (measured: a third slower). An odd number of lines distributes consecutive rows over all sets.
    /// </remarks>
    public static int Stride(int columns) => columns <= FloatsPerLine ? columns : ((columns + FloatsPerLine - 1) / FloatsPerLine | 1) * FloatsPerLine;
}
