namespace Nabla.Studies;

/// <summary>A download did not succeed; nothing of it was left behind. The message says why and what to try.</summary>
public sealed class DownloadException(string message, Exception? inner = null) : Exception(message, inner);
