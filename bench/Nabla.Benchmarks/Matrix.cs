using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>A matrix in an aligned buffer, its rows as far apart as a workspace keeps them.</summary>
internal sealed class Matrix
{
    private readonly AlignedBuffer _buffer;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _stride;

    public Matrix(int rows, int columns, RandomKey key)
    {
        (_rows, _columns, _stride) = (rows, columns, AlignedBuffer.Stride(columns));
        _buffer = new AlignedBuffer(rows * _stride);
        for (int i = 0; i < _buffer.Length; i++)
            _buffer.Span[i] = key.Uniform((ulong)i) - 0.5f;
    }

    public MatrixView View => new(_buffer.Span, _rows, _columns, _stride);
}
