namespace Nabla.Networks;

/// <summary>A model's file, or a run's checkpoint, is not what it should be. The message names the file, what was found and what was expected.</summary>
public sealed class ModelFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
