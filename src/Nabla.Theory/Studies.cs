namespace Nabla.Theory;

/// <summary>The documents' experiments, and the files that repeat them.</summary>
internal static class Studies
{
    /// <summary>Experiment, and its recipe or study in the folder <c>studies</c>; null until there is one.</summary>
    private static readonly Dictionary<string, string?> Files = new(StringComparer.Ordinal)
    {
        ["XA1"] = null,
        ["XA2"] = null,
        ["XA3"] = null,
        ["XB1"] = null,
        ["XB2"] = null,
        ["XB3"] = null,
        ["XB4"] = null,
        ["XC1"] = null,
        ["XC2"] = null,
        ["XC3"] = null,
        ["XC4"] = null,
    };

    /// <summary>The experiments that have a file.</summary>
    public static IEnumerable<string> Known => Files.Values.OfType<string>();

    /// <summary>The file of an experiment, or its name as long as there is no file.</summary>
    public static string Of(string experiment) => Files[experiment] ?? experiment;
}
