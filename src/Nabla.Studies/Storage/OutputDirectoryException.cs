namespace Nabla.Studies;

/// <summary>Something cannot be written where it should be: the directory holds something already, or cannot be written to.</summary>
public sealed class OutputDirectoryException(string message, Exception? innerException = null) : Exception(message, innerException);
