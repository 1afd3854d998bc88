namespace Nabla;

/// <summary>Settings of a hosted predictor: the file of its model, and how changes are detected.</summary>
public sealed class PredictorSettings
{
    /// <summary>Gets or sets the path of the model's file. Required.</summary>
    public string Path { get; set; } = "";

    /// <summary>Gets or sets whether the model is reloaded when its file changes. Default true.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>Gets or sets the time for which the file must not be modified before it is loaded, from 0 to 1 minute. Default 250 ms.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets or sets how often the file is polled, from 100 ms to 1 day. File systems report most changes immediately, but not all of them: network shares and mounted
    /// volumes often report none. Default 5 s.
    /// </summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(5);
}
