using Nabla.Networks;

namespace Nabla.Reports.Runs;

/// <summary>Options of a report.</summary>
public sealed record ReportOptions
{
    /// <summary>Gets the path of the report. Default null: <c>report.html</c> in the run's directory.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Gets the number of threads that find misclassified examples. Default 1; never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the lookup of environment variables, which may specify data directories. Default: none are set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Gets the run's test images if the caller has already loaded them. Default null: they are loaded as the recipe specifies, if that requires no download.</summary>
    public Dataset? Test { get; init; }
}
