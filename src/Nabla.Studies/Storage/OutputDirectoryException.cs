namespace Nabla.Studies;

/// <summary>The exception for output that cannot be written: the directory already contains something, or cannot be written to.</summary>
public sealed class OutputDirectoryException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets whether writing failed, for example because the disk is full. Otherwise the directory was rejected before anything was written.</summary>
    public bool IsFailure { get; init; }

    /// <summary>Gets whether the directory belongs to another run, finished or in progress; another name may be free.</summary>
    public bool IsTaken { get; init; }
}
