namespace Nabla.Studies;

/// <summary>A question, and the runs that answer it: some recipes, each with every one of some seeds.</summary>
/// <remarks>As JSON the fields are in camelCase; <see cref="StudyReader"/> reads it.</remarks>
public sealed record Study
{
    /// <summary>What the study is called, and its directory. Default the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, in one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>Why it is set up as it is. Default null.</summary>
    public string? Note { get; init; }

    /// <summary>The recipes, at least one.</summary>
    public required IReadOnlyList<StudyEntry> Entries { get; init; }

    /// <summary>The seeds that every entry is run with, at least one.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>How many standard deviations error bars reach to each side. Default 2.</summary>
    public double ErrorBars { get; init; } = 2;

    /// <summary>1 divides the squares' sum of a standard deviation by n − 1, 0 by n as NumPy does unless told otherwise. Default 1.</summary>
    public int Ddof { get; init; } = 1;

    /// <summary>Which entries are compared, seed by seed. Default each with the first.</summary>
    public required IReadOnlyList<EntryPair> Compare { get; init; }

    /// <summary>Which figures are compared: names of <see cref="StudyFigure.Names"/>. Default the accuracies on the test images and the validation split.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy];

    /// <summary>The study as far as its result tells it: widths that were matched to another entry are as they were found.</summary>
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

    /// <summary>The study as JSON with every field, which <see cref="StudyReader"/> reads; "\n" between the lines and at the end.</summary>
    public string ToJson() => StudyWriter.Whole(this);

    /// <summary>The study as JSON that says only what differs from the defaults.</summary>
    public string ToShortJson() => StudyWriter.Short(this);
}

/// <summary>One recipe of a study.</summary>
/// <param name="Name">What it is called; a part of its runs' names.</param>
/// <param name="Recipe">The recipe. Its seed and name are the study's to set, and its hidden widths where one of them is open.</param>
/// <param name="Hidden">The hidden widths with one number open; null when none is.</param>
/// <param name="Match">The entry whose number of parameters the open number is to match; null when none is open.</param>
public sealed record StudyEntry(string Name, Recipe Recipe, FreeHidden? Hidden = null, string? Match = null);

/// <summary>Two entries that are compared: first less second.</summary>
/// <param name="First">An entry's name.</param>
/// <param name="Second">Another's.</param>
public sealed record EntryPair(string First, string Second);
