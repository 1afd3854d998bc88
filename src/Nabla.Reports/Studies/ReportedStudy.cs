using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>All that a study's report shows.</summary>
public sealed record ReportedStudy
{
    /// <summary>What the study found.</summary>
    public required StudyResult Result { get; init; }

    /// <summary>The study as it was run.</summary>
    public required Study Definition { get; init; }

    /// <summary>The addresses of the runs' own pages, seen from the study's, by the run's directory; a run without a page is absent.</summary>
    public IReadOnlyDictionary<string, string> Pages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What could not be shown, a sentence each. Default nothing.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Norms and dead units of the entries' finished runs; empty when the runs kept none.</summary>
    public IReadOnlyList<EntryLayers> Layers { get; init; } = [];
}

/// <summary>What the layers of an entry's runs were like.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="Runs">The records of each finished run that kept any, in the order of the seeds.</param>
public sealed record EntryLayers(string Entry, IReadOnlyList<IReadOnlyList<LayerLine>> Runs);
