namespace Nabla;

/// <summary>How many numbers a file may become: many nodes may name one initializer, and each would be a copy.</summary>
/// <param name="fileLength">The bytes of the file.</param>
internal sealed class NumberBudget(long fileLength)
{
    private const int Least = 1 << 18;

    private readonly long _most = Math.Max(Least, fileLength);
    private long _taken;

    /// <exception cref="FormatException">There are more.</exception>
    public void Take(long numbers)
    {
        _taken += numbers;
        if (_taken > _most)
            throw new FormatException($"its layers take more than {_most} parameters, though the file has {fileLength} bytes: one initializer is used too often");
    }
}
