using Microsoft.AspNetCore.Components;
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

    /// <summary>Sections that the caller adds after the comparisons. Default none.</summary>
    public IReadOnlyList<StudySection> Sections { get; init; } = [];

    /// <summary>Norms and dead units of the entries' finished runs; empty when the runs kept none.</summary>
    public IReadOnlyList<EntryLayers> Layers { get; init; } = [];
}

/// <summary>A section that a caller adds to a study's report.</summary>
/// <param name="Id">Its id on the page: lower-case letters, and not that of another section.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Content">What stands below the heading.</param>
public sealed record StudySection(string Id, string Heading, RenderFragment Content);

/// <summary>What the layers of an entry's runs were like.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="Runs">The records of each finished run that kept any, in the order of the seeds.</param>
public sealed record EntryLayers(string Entry, IReadOnlyList<IReadOnlyList<LayerLine>> Runs);
