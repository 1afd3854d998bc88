using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>From the layers of runs to figures of entries: a network as a whole over the epochs, or its layers from the first to the last.</summary>
internal static class LayerSpreads
{
    /// <summary>A figure of the whole network, at the end of every epoch.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="ofNetwork">From an epoch's records to one number; NaN for none.</param>
    /// <param name="ddof">As of the study.</param>
    public static SpreadLine OverEpochs(EntryLayers entry, Func<IEnumerable<LayerLine>, double> ofNetwork, int ddof) => new(
        entry.Entry,
        [.. entry.Runs
            .SelectMany(run => run.GroupBy(line => line.Epoch).Select(lines => (Epoch: lines.Key, Value: ofNetwork(lines))))
            .GroupBy(pair => pair.Epoch, pair => pair.Value)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Spread.Of(group, ddof)))]);

    /// <summary>A figure of each layer that has it, at the end of the last epoch; layers are counted from 1.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isMeant">Which layers.</param>
    /// <param name="value">The figure.</param>
    /// <param name="ddof">As of the study.</param>
    public static SpreadLine OverDepth(EntryLayers entry, Func<LayerLine, bool> isMeant, Func<LayerLine, double> value, int ddof) => new(
        entry.Entry,
        [.. entry.Runs
            .SelectMany(run => run.Where(line => line.Epoch == run[^1].Epoch && isMeant(line)).Select((line, index) => (Depth: index + 1, Value: value(line))))
            .GroupBy(pair => pair.Depth, pair => pair.Value)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Spread.Of(group, ddof)))]);

    /// <summary>The mean of what is there; NaN where nothing is.</summary>
    public static double Mean(IEnumerable<double> values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The norm of a vector that is made of others with these norms; NaN where there are none.</summary>
    public static double Norm(IEnumerable<double> norms) =>
        norms.Where(double.IsFinite).ToList() is { Count: > 0 } there ? Math.Sqrt(there.Sum(norm => norm * norm)) : double.NaN;
}
