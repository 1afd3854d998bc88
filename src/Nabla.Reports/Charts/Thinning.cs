namespace Nabla.Reports.Charts;

/// <summary>Thins out a long curve: adjacent values share a bucket, and the minimum and maximum of each bucket are kept, at their positions.</summary>
/// <remarks>No peak is lost, however long the curve; averaging would hide it.</remarks>
public static class Thinning
{
    /// <summary>Returns at most twice as many points as buckets, by increasing x, extremes kept; the curve itself if it has no more points.</summary>
    /// <param name="values">The curve at 1, 2, 3, …; values that are not finite are skipped.</param>
    /// <param name="buckets">The number of buckets.</param>
    public static IReadOnlyList<ChartPoint> KeepExtremes(IReadOnlyList<double> values, int buckets)
    {
        var points = new List<ChartPoint>();
        foreach (var (first, count) in Buckets(values.Count, values.Count <= 2 * buckets ? values.Count : buckets))
        {
            int min = -1, max = -1;
            for (int i = first; i < first + count; i++)
            {
                if (!double.IsFinite(values[i]))
                    continue;
                min = min < 0 || values[i] < values[min] ? i : min;
                max = max < 0 || values[i] > values[max] ? i : max;
            }

            if (min < 0)
                continue;
            points.Add(At(Math.Min(min, max)));
            if (min != max)
                points.Add(At(Math.Max(min, max)));
        }

        return points;

        ChartPoint At(int index) => new(index + 1, values[index]);
    }

    /// <summary>Returns at most this many items, evenly spaced, including the first and the last.</summary>
    public static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most ? items : [.. Positions(items.Count, most).Select(position => items[position])];

    /// <summary>Returns at most this many positions, evenly spaced, including the first and the last.</summary>
    internal static IEnumerable<int> Positions(int count, int most) =>
        count <= most ? Enumerable.Range(0, count) : Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)));

    /// <summary>Divides a range into parts of nearly equal size.</summary>
    internal static IEnumerable<(int First, int Count)> Buckets(int count, int buckets)
    {
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            int first = (int)((long)bucket * count / buckets), next = (int)((long)(bucket + 1) * count / buckets);
            if (next > first)
                yield return (first, next - first);
        }
    }
}
