using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>The results of a study: <c>study.json</c>, field by field.</summary>
public sealed record StudyResult
{
    /// <summary>The name of the file in the study's directory.</summary>
    public const string FileName = "study.json";

    /// <summary>The version of the file format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Gets the version of the file format.</summary>
    public required int Format { get; init; }

    /// <summary>Gets the name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the question, in one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>Gets a note on the design of the study; null if there is none.</summary>
    public required string? Note { get; init; }

    /// <summary>Gets the state.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StudyState>))]
    public required StudyState State { get; init; }

    /// <summary>Gets the seeds of every entry.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Gets the number of standard deviations of error bars on each side.</summary>
    public required double ErrorBars { get; init; }

    /// <summary>Gets the delta degrees of freedom of standard deviations: 1 for the sample's, 0 for NumPy's default.</summary>
    public required int Ddof { get; init; }

    /// <summary>Gets the entries, in the order of the study.</summary>
    public required IReadOnlyList<EntryResult> Entries { get; init; }

    /// <summary>Gets comparisons of entries, over the seeds that both have completed.</summary>
    public required IReadOnlyList<PairedComparison> Comparisons { get; init; }

    /// <summary>Gets the time from the study's beginning to its end, summed over all calls that resumed it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the last machine; null if nothing has run yet.</summary>
    public required MachineInfo? Machine { get; init; }

    /// <summary>Compares two entries over the seeds that both have completed.</summary>
    /// <param name="first">The name of the first entry.</param>
    /// <param name="second">The name of the second entry.</param>
    /// <param name="figure">A name of <see cref="StudyFigure.Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such entry.</exception>
    public PairedComparison Compare(string first, string second, string figure)
    {
        EntryResult a = Entry(first), b = Entry(second);
        return PairedComparison.Of(first, second, figure,
        [
            .. from run in a.Runs
               join other in b.Runs on run.Seed equals other.Seed
               where run.IsFinished && other.IsFinished && run.Figures.ContainsKey(figure) && other.Figures.ContainsKey(figure)
               select (run.Figures[figure], other.Figures[figure]),
        ]);
    }

    /// <summary>Returns the entry with a name.</summary>
    /// <exception cref="ArgumentException">There is no such entry.</exception>
    public EntryResult Entry(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException($"The study {Name} has no entry \"{name}\".", nameof(name));

    /// <summary>Returns the result as indented JSON, with "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StudyJson.Readable.StudyResult) + "\n";
}

/// <summary>Specifies the state of a study.</summary>
public enum StudyState
{
    /// <summary>Some runs are not complete: the study is in progress, or was killed.</summary>
    Running,

    /// <summary>Every run is complete.</summary>
    Completed,

    /// <summary>Cancellation was requested.</summary>
    Cancelled,
}
