using Nabla.Reports.Charts;

namespace Nabla.Reports.Studies;

/// <summary>Entries that are drawn in one chart: no more than there are looks to tell them apart by.</summary>
internal static class EntryGroups
{
    /// <summary>More charts of one figure than these are not drawn; the tables have every entry.</summary>
    public const int MostCharts = 2;

    /// <summary>The lines, in as few charts as hold them, as evenly as they go; those for which there is no room are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<SpreadLine>> Of(IReadOnlyList<SpreadLine> lines)
    {
        int drawn = Math.Min(lines.Count, MostCharts * ChartSeries.Looks), charts = (drawn + ChartSeries.Looks - 1) / ChartSeries.Looks;
        return [.. Thinning.Buckets(drawn, charts).Select(part => lines.Skip(part.First).Take(part.Count).ToList())];
    }

    /// <summary>What is to be said where lines are left out; null where none is.</summary>
    public static string? Remark(int entries) => entries <= MostCharts * ChartSeries.Looks ? null
        : $"The first {Figures.Count(MostCharts * ChartSeries.Looks)} of {Figures.Count(entries)} entries are drawn; the table of entries has all.";

    /// <summary>The title of one of several charts.</summary>
    public static string Title(string title, int index) => index == 0 ? title : $"{title}, more entries";

    /// <summary>The id of one of several charts.</summary>
    public static string Id(string id, int index) => index == 0 ? id : Figures.Invariant($"{id}-{index + 1}");
}
