namespace Nabla.Studies;

/// <summary>A run cannot be written where it should be: the directory holds another run, or cannot be written to.</summary>
public sealed class RunDirectoryException(string message, Exception? innerException = null) : Exception(message, innerException);
