using Nabla.Studies;

namespace Nabla.Reports.Charts;

/// <summary>How one figure of an entry goes on, over its seeds: what a <see cref="SpreadChart"/> draws as a line with a band.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Points">The spread at each place of the horizontal axis; null where there is none.</param>
public sealed record SpreadLine(string Name, IReadOnlyList<(int X, Spread? Spread)> Points)
{
    /// <summary>The place to point out: the best epoch. Default null: none.</summary>
    public int? Best { get; init; }
}
