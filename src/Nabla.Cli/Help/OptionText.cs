namespace Nabla.Cli.Help;

/// <summary>Formats the help of an option: its purpose, its allowed values and its default.</summary>
internal static class OptionText
{
    /// <summary>Returns "Loss to minimize [one of: a, b] [default: a]".</summary>
    /// <param name="summary">The purpose of the option, without a full stop.</param>
    /// <param name="choices">The allowed values; empty if they are not a short list.</param>
    /// <param name="defaultValue">The default; empty for none.</param>
    public static string Of(string summary, IReadOnlyList<string> choices, string defaultValue)
    {
        string values = choices.Count > 0 ? $" [one of: {string.Join(", ", choices)}]" : "";
        return $"{summary}{values} [default: {(defaultValue.Length > 0 ? defaultValue : "none")}]";
    }
}
