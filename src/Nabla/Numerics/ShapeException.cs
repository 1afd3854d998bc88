using System.Diagnostics;

using System.Diagnostics.CodeAnalysis;

namespace Nabla.Networks;

/// <summary>The exception for a shape that is not the expected one. The message contains the operation, the actual and the expected shape.</summary>
internal sealed class ShapeException(string message) : ArgumentException(message)
{
    internal static void ThrowIfNotMatrix(int length, int rows, int columns, int stride)
    {
        if (rows < 0 || columns < 0 || stride < columns || length != (long)rows * stride)
            ThrowNotMatrix(length, rows, columns, stride);
    }

    /// <summary>Throws if the shape of an argument is not the expected one.</summary>
    internal static void ThrowIfDifferent(object owner, string what, int rows, int columns, int expectedRows, int expectedColumns)
    {
        if (rows != expectedRows || columns != expectedColumns)
            ThrowDifferent(owner, what, rows, columns, expectedRows, expectedColumns);
    }

    [DoesNotReturn, StackTraceHidden]
    private static void ThrowNotMatrix(int length, int rows, int columns, int stride) => throw new ShapeException(
        stride < columns
            ? $"A matrix of {rows}x{columns} cannot have a stride of {stride}: the stride is at least the number of columns."
            : $"{length} floats cannot be a matrix of {rows}x{columns} with a stride of {stride}: that takes {(long)rows * stride}.");

    [DoesNotReturn, StackTraceHidden]
    private static void ThrowDifferent(object owner, string what, int rows, int columns, int expectedRows, int expectedColumns) =>
        throw new ShapeException($"{owner}: {what} is {rows}x{columns}; expected {expectedRows}x{expectedColumns}.");
}
