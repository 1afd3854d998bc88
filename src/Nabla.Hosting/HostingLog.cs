using Microsoft.Extensions.Logging;

namespace Nabla;

/// <summary>The log events. Their numbers and names must not change, since programs filter by them.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Information, "Predictor {Name} loaded {Path}; fingerprint {Fingerprint}.", EventName = "ModelLoaded")]
    public static partial void ModelLoaded(ILogger logger, string name, string path, string fingerprint);

    [LoggerMessage(2, LogLevel.Information, "Predictor {Name} replaced the model with fingerprint {Previous} by the one with {Fingerprint}.", EventName = "ModelReplaced")]
    public static partial void ModelReplaced(ILogger logger, string name, string previous, string fingerprint);

    [LoggerMessage(3, LogLevel.Warning, "Predictor {Name} cannot use {Path}; the model with fingerprint {Fingerprint} stays in use.", EventName = "ReloadFailed")]
    public static partial void ReloadFailed(ILogger logger, string name, string path, string fingerprint, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "Predictor {Name}: the file system does not report changes of {Path} ({Reason}); it is looked at every {Interval} instead.", EventName = "WatchingFailed")]
    public static partial void WatchingFailed(ILogger logger, string name, string path, string reason, TimeSpan interval);

    [LoggerMessage(5, LogLevel.Information, "Model {Name}, epoch {Epoch}: training loss {Loss}, validation loss {ValidationLoss}.", EventName = "EpochDone")]
    public static partial void EpochDone(ILogger logger, string name, int epoch, double loss, double? validationLoss);
}
