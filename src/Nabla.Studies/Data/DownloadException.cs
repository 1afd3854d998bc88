namespace Nabla.Studies;

/// <summary>The exception for a failed download, which leaves no files. The message states the reason and what to try.</summary>
public sealed class DownloadException(string message, Exception? inner = null) : Exception(message, inner);
