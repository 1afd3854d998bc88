namespace Nabla.Studies;

/// <summary>The exception for a directory without a readable run: it is missing, incomplete, of another version, or edited. The message states which file, and what to do.</summary>
public sealed class RunFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
