namespace Nabla;

/// <summary>Limits the number of elements that a file may expand to: many nodes may use one initializer, and each use is a copy.</summary>
/// <param name="fileLength">The number of bytes of the file.</param>
internal sealed class NumberBudget(long fileLength)
{
    private const int Least = 1 << 18;

    private readonly long _most = Math.Max(Least, fileLength);
    private long _taken;

    /// <exception cref="FormatException">The limit is exceeded.</exception>
    public void Take(long numbers)
    {
        _taken += numbers;
        if (_taken > _most)
            throw new FormatException($"its layers take more than {_most} parameters, though the file has {fileLength} bytes: one initializer is used too often");
    }
}
