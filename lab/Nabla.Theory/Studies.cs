namespace Nabla.Theory;

/// <summary>The documents' experiments, and the files that repeat them.</summary>
internal static class Studies
{
    /// <summary>Experiment, and its recipe or study in the folder <c>studies</c>; null until there is one.</summary>
    private static readonly Dictionary<string, string?> Files = new(StringComparer.Ordinal)
    {
        ["XA1"] = "lab/studies/default.json",
        ["XA2"] = "lab/studies/both-engines.json",
        ["XA3"] = "lab/studies/batch-norm.json",
        ["XB1"] = "lab/studies/default.json",
        ["XB2"] = "lab/studies/both-engines.json",
        ["XB3"] = "lab/studies/default.json",
        ["XB4"] = "lab/studies/default.json",
        ["XC1"] = "lab/studies/wide-or-deep.json",
        ["XC2"] = "lab/studies/early-stopping-and-dropout.json",
        ["XC3"] = "lab/studies/wide-or-deep.json",
        ["XC4"] = "lab/studies/wide-or-deep.json",
    };

    /// <summary>The experiments that have a file.</summary>
    public static IEnumerable<string> Known => Files.Values.OfType<string>();

    /// <summary>The file of an experiment, or its name as long as there is no file.</summary>
    public static string Of(string experiment) => Files[experiment] ?? experiment;
}
