using Nabla.Studies;

namespace Nabla.Reports.Charts;

/// <summary>A figure of an entry over its seeds, which a <see cref="SpreadChart"/> draws as a line with a band.</summary>
/// <param name="Name">The name of the entry.</param>
/// <param name="Points">The spread at each horizontal position; null if there is none.</param>
public sealed record SpreadLine(string Name, IReadOnlyList<(int X, Spread? Spread)> Points)
{
    /// <summary>Gets the position to mark: the best epoch. Default null: none.</summary>
    public int? Best { get; init; }
}
