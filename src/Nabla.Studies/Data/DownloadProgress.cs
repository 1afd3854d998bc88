namespace Nabla.Studies;

/// <summary>The progress of a download.</summary>
/// <param name="Received">The number of bytes received.</param>
/// <param name="Total">The total number of bytes.</param>
public readonly record struct DownloadProgress(long Received, long Total);
