using Nabla.Networks;

namespace Nabla.Reports.Runs;

/// <summary>What a report may need besides the run's directory.</summary>
public sealed record ReportOptions
{
    /// <summary>Where the report is written. Default null: <c>report.html</c> in the run's directory.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Threads that share the work of finding wrong answers. Default 1; they never change a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Looks up environment variables: where data lie. Default none is set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>The run's test images, where the caller has them already. Default null: they are loaded as the recipe says, if that takes no download.</summary>
    public Dataset? Test { get; init; }
}
