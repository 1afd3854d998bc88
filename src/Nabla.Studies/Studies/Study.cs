namespace Nabla.Studies;

/// <summary>A study: a question, and the runs that answer it, several recipes with several seeds each.</summary>
/// <remarks>As JSON the fields are in camelCase; <see cref="StudyReader"/> reads it.</remarks>
public sealed record Study
{
    /// <summary>Gets the name of the study and its directory. Default the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the question, in one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>Gets a note on the design of the study. Default null.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the recipes, at least one.</summary>
    public required IReadOnlyList<StudyEntry> Entries { get; init; }

    /// <summary>Gets the seeds of every entry, at least one.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Gets the number of standard deviations of error bars on each side. Default 2.</summary>
    public double ErrorBars { get; init; } = 2;

    /// <summary>Gets the delta degrees of freedom of standard deviations: 1 divides by n − 1, 0 by n as NumPy does by default. Default 1.</summary>
    public int Ddof { get; init; } = 1;

    /// <summary>Gets the pairs of entries to compare, seed by seed. Default each with the first.</summary>
    public required IReadOnlyList<EntryPair> Compare { get; init; }

    /// <summary>Gets the figures to compare: names of <see cref="StudyFigure.Names"/>. Default the accuracies on the test set and the validation split.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy];

    /// <summary>Returns the study as far as its result contains it: matched widths are those found.</summary>
    public static Study Of(StudyResult result) => new()
    {
        Name = result.Name,
        Question = result.Question,
        Note = result.Note,
        Entries = [.. result.Entries.Select(entry => new StudyEntry(entry.Name, entry.Recipe))],
        Seeds = result.Seeds,
        ErrorBars = result.ErrorBars,
        Ddof = result.Ddof,
        Compare = [.. result.Comparisons.Select(pair => new EntryPair(pair.First, pair.Second)).Distinct()],
        Figures = [.. result.Comparisons.Select(pair => pair.Figure).Distinct(StringComparer.Ordinal)],
    };

    /// <summary>Returns the study as JSON with every field, which <see cref="StudyReader"/> reads; "\n" between the lines and at the end.</summary>
    public string ToJson() => StudyWriter.Whole(this);

    /// <summary>Returns the study as JSON with only the differences from the defaults.</summary>
    public string ToShortJson() => StudyWriter.Short(this);
}

/// <summary>One recipe of a study.</summary>
/// <param name="Name">The name, which is part of its runs' names.</param>
/// <param name="Recipe">The recipe. The study sets its seed and name, and its hidden widths if one of them is open.</param>
/// <param name="Hidden">The hidden widths with one open number; null if none is open.</param>
/// <param name="Match">The entry whose number of parameters to match; null if no number is open.</param>
public sealed record StudyEntry(string Name, Recipe Recipe, FreeHidden? Hidden = null, string? Match = null);

/// <summary>Two entries to compare: first − second.</summary>
/// <param name="First">The name of the first entry.</param>
/// <param name="Second">The name of the second entry.</param>
public sealed record EntryPair(string First, string Second);
