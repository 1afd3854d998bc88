using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Floats in memory that begin at a cache line and never move: what activations, parameters and gradients live in.</summary>
internal sealed unsafe class AlignedBuffer
{
    /// <summary>Bytes in a cache line, and in the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>Floats in a cache line.</summary>
    public const int FloatsPerLine = Alignment / sizeof(float);

    private readonly float[] _storage;
    private readonly int _start;

    /// <summary>Zeros.</summary>
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

    /// <summary>The row stride at which a matrix of this many columns is best kept in a buffer: whole cache lines, an odd number of them.</summary>
    /// <remarks>
    /// Rows that lie a multiple of 4 KiB apart fall into the same set of the first-level cache, and a tile that reads twelve of them
    /// evicts its own lines (measured: a third slower). An odd number of lines spreads consecutive rows over all sets.
    /// </remarks>
    public static int Stride(int columns) => columns <= FloatsPerLine ? columns : ((columns + FloatsPerLine - 1) / FloatsPerLine | 1) * FloatsPerLine;
}
