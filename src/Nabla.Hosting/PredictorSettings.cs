namespace Nabla;

/// <summary>Where a hosted predictor's model is, and how changes of its file are noticed.</summary>
public sealed class PredictorSettings
{
    /// <summary>Gets or sets the path of the model's file. Required.</summary>
    public string Path { get; set; } = "";

    /// <summary>Gets or sets whether the model is loaded again when its file changes. Default true.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>Gets or sets the time for which the file must have been left alone before it is loaded, from 0 to 1 minute. Default 250 ms.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets or sets how often the file is looked at, from 100 ms to 1 day. File systems report most changes at once, but not all of them: network shares and mounted
    /// volumes often report none. Default 5 s.
    /// </summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
