namespace Nabla.Reports.Runs;

/// <summary>Creates the command that reproduces a run: its recipe as options, so that the page alone is enough.</summary>
internal static class RepeatCommand
{
    /// <summary><c>nabla train</c> with a <c>--set</c> for every field that is not the default.</summary>
    public static string Of(ReportedRun run) =>
        string.Concat(run.Recipe.Where(entry => !entry.IsDefault).Select(entry => $" --set {Quote($"{entry.Field}={entry.Value}")}").Prepend("nabla train"));

    /// <summary>Quotes a word for a shell.</summary>
    private static string Quote(string word) =>
        word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '=' or '.' or ',' or '-' or '_' or '/' or ':' or '+')
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
