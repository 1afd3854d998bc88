namespace Nabla;

/// <summary>Limits the number of elements that a file may expand to: many nodes may use one initializer, and each use is a copy.</summary>
/// <param name="fileLength">The number of bytes of the file.</param>
internal sealed class NumberBudget(long fileLength)
{
    private const int Minimum = 1 << 18;

    private readonly long _limit = Math.Max(Minimum, fileLength);
    private long _taken;

    /// <exception cref="FormatException">The limit is exceeded.</exception>
    public void Take(long numbers)
    {
        _taken += numbers;
        if (_taken > _limit)
            throw new FormatException($"its layers take more than {_limit} parameters, though the file has {fileLength} bytes: one initializer is used too often");
    }
}
