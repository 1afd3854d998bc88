using Nabla.Reports.Charts;

namespace Nabla.Reports.Studies;

/// <summary>Divides entries among charts, so that each chart has at most one per style.</summary>
internal static class EntryGroups
{
    /// <summary>The maximum number of charts of one figure; the tables contain every entry.</summary>
    public const int MostCharts = 2;

    /// <summary>Divides the lines evenly among as few charts as possible; those for which there is no room are omitted.</summary>
    public static IReadOnlyList<IReadOnlyList<SpreadLine>> Of(IReadOnlyList<SpreadLine> lines)
    {
        int drawn = Math.Min(lines.Count, MostCharts * ChartSeries.Looks), charts = (drawn + ChartSeries.Looks - 1) / ChartSeries.Looks;
        return [.. Thinning.Buckets(drawn, charts).Select(part => lines.Skip(part.First).Take(part.Count).ToList())];
    }

    /// <summary>Returns a remark if lines are omitted; null if none are.</summary>
    public static string? Remark(int entries) => entries <= MostCharts * ChartSeries.Looks ? null
        : $"The first {Figures.Count(MostCharts * ChartSeries.Looks)} of {Figures.Count(entries)} entries are drawn; the table of entries has all.";

    /// <summary>Returns the title of one of several charts.</summary>
    public static string Title(string title, int index) => index == 0 ? title : $"{title}, more entries";

    /// <summary>Returns the id of one of several charts.</summary>
    public static string Id(string id, int index) => index == 0 ? id : Figures.Invariant($"{id}-{index + 1}");
}
