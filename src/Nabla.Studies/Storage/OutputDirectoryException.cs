namespace Nabla.Studies;

/// <summary>Something cannot be written where it should be: the directory holds something already, or cannot be written to.</summary>
public sealed class OutputDirectoryException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets whether writing failed: the disk is full, say. Otherwise the place was refused before anything was written.</summary>
    public bool IsFailure { get; init; }

    /// <summary>Gets whether the directory belongs to another run, finished or in progress; another name may be free.</summary>
    public bool IsTaken { get; init; }
}
