using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>The data of a study's report.</summary>
public sealed record ReportedStudy
{
    /// <summary>Gets the results of the study.</summary>
    public required StudyResult Result { get; init; }

    /// <summary>Gets the definition of the study.</summary>
    public required Study Definition { get; init; }

    /// <summary>Gets the relative addresses of the runs' pages by the run's directory; a run without a page is absent.</summary>
    public IReadOnlyDictionary<string, string> Pages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets what could not be shown, as sentences. Default empty.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Gets the sections that the caller adds after the comparisons. Default none.</summary>
    public IReadOnlyList<StudySection> Sections { get; init; } = [];

    /// <summary>Gets norms and dead units of the entries' completed runs; empty if the runs recorded none.</summary>
    public IReadOnlyList<EntryLayers> Layers { get; init; } = [];
}

/// <summary>A section that a caller adds to a study's report.</summary>
/// <param name="Id">The id on the page: lower-case letters, different from those of other sections.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Content">The content below the heading.</param>
public sealed record StudySection(string Id, string Heading, RenderFragment Content);

/// <summary>The layer records of an entry's runs.</summary>
/// <param name="Entry">The name of the entry.</param>
/// <param name="Runs">The records of each completed run that has any, in the order of the seeds.</param>
public sealed record EntryLayers(string Entry, IReadOnlyList<IReadOnlyList<LayerLine>> Runs);
