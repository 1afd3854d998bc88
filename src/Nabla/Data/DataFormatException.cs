namespace Nabla.Networks;

/// <summary>Data files are missing or wrong. The message names the file, what was expected, what was found and what to try.</summary>
public sealed class DataFormatException(string message, Exception? inner = null) : Exception(message, inner);
