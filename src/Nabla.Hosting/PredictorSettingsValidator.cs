using Microsoft.Extensions.Options;

namespace Nabla;

/// <summary>Checks the settings of a predictor when the host starts, and lists every error.</summary>
internal sealed class PredictorSettingsValidator(string predictor) : IValidateOptions<PredictorSettings>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100), LongestInterval = TimeSpan.FromDays(1), LongestQuietTime = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, PredictorSettings options)
    {
        if (name != predictor)
            return ValidateOptionsResult.Skip;
        string[] errors = [.. Errors(options).Select(error => $"Predictor \"{predictor}\": {error}")];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(PredictorSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Path))
            yield return $"{nameof(settings.Path)} is empty; call FromFile, or set it in the configuration section.";
        if (settings.QuietTime < TimeSpan.Zero || settings.QuietTime > LongestQuietTime)
            yield return $"{nameof(settings.QuietTime)} is {settings.QuietTime}; expected from 0 to {LongestQuietTime}.";
        if (settings.PollingInterval < ShortestInterval || settings.PollingInterval > LongestInterval)
            yield return $"{nameof(settings.PollingInterval)} is {settings.PollingInterval}; expected from {ShortestInterval} to {LongestInterval}.";
    }
}
