using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>What a study found: <c>study.json</c>, field by field.</summary>
public sealed record StudyResult
{
    /// <summary>The file that it is written to, in the study's directory.</summary>
    public const string FileName = "study.json";

    /// <summary>The form of the file that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of the file.</summary>
    public required int Format { get; init; }

    /// <summary>What the study is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, in one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>Why it is set up as it is; null when the study does not say.</summary>
    public required string? Note { get; init; }

    /// <summary>How far it has come.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StudyState>))]
    public required StudyState State { get; init; }

    /// <summary>The seeds that every entry is run with.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>How many standard deviations error bars reach to each side.</summary>
    public required double ErrorBars { get; init; }

    /// <summary>What the divisor of a standard deviation is below the number of runs: 1 for the sample's, 0 for NumPy's default.</summary>
    public required int Ddof { get; init; }

    /// <summary>The entries, in the order of the study.</summary>
    public required IReadOnlyList<EntryResult> Entries { get; init; }

    /// <summary>Entries against each other, over the seeds that both have finished.</summary>
    public required IReadOnlyList<PairedComparison> Comparisons { get; init; }

    /// <summary>Time that passed from the study's beginning to its end, summed over all calls that continued it.</summary>
    public required double Seconds { get; init; }

    /// <summary>What it ran on last; null when nothing has run yet.</summary>
    public required MachineInfo? Machine { get; init; }

    /// <summary>An entry against another, over the seeds that both have finished.</summary>
    /// <param name="first">An entry's name.</param>
    /// <param name="second">Another's.</param>
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

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public EntryResult Entry(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException($"The study {Name} has no entry \"{name}\".", nameof(name));

    /// <summary>The result as indented JSON, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StudyJson.Readable.StudyResult) + "\n";
}

/// <summary>How far a study has come.</summary>
public enum StudyState
{
    /// <summary>Runs are still to come: it goes on at this moment, or was ended from outside.</summary>
    Running,

    /// <summary>Every run is done.</summary>
    Completed,

    /// <summary>Somebody asked for it to stop.</summary>
    Cancelled,
}
