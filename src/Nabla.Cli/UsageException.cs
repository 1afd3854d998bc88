namespace Nabla.Cli;

/// <summary>The exception for an invalid call. The message is the sentence for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
