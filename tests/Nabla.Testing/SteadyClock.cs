namespace Nabla.Testing;

/// <summary>A clock that moves on by a millisecond whenever it is read, so that what is measured is the same in every run.</summary>
public sealed class SteadyClock : TimeProvider
{
    private long _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1000;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now++;
}
