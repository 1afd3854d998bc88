namespace Nabla.Studies;

/// <summary>A directory does not hold a run that can be read: it is missing, half-written, of another version, or edited. The message says which file, and what to do.</summary>
public sealed class RunFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
