namespace Nabla.Studies;

/// <summary>How far a download has come.</summary>
/// <param name="Received">Bytes so far.</param>
/// <param name="Total">Bytes there will be.</param>
public readonly record struct DownloadProgress(long Received, long Total);
