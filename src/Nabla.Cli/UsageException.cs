namespace Nabla.Cli;

/// <summary>The call is wrong. The message is the sentence that the user reads.</summary>
internal sealed class UsageException(string message) : Exception(message);
