using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>Computes figures of entries from the layers of their runs: of the whole network over the epochs, or of its layers from the first to the last.</summary>
internal static class LayerSpreads
{
    /// <summary>Returns a figure of the whole network at the end of every epoch.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="ofNetwork">Computes the figure from an epoch's records; NaN for none.</param>
    /// <param name="ddof">The delta degrees of freedom of the study.</param>
    public static SpreadLine OverEpochs(EntryLayers entry, Func<IEnumerable<LayerLine>, double> ofNetwork, int ddof) => new(
        entry.Entry,
        [.. entry.Runs
            .SelectMany(run => run.GroupBy(line => line.Epoch).Select(lines => (Epoch: lines.Key, Value: ofNetwork(lines))))
            .GroupBy(pair => pair.Epoch, pair => pair.Value)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Spread.Of(group, ddof)))]);

    /// <summary>Returns a figure of each layer that has it, at the end of the last epoch; layers are counted from 1.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isMeant">Selects the layers.</param>
    /// <param name="value">The figure.</param>
    /// <param name="ddof">The delta degrees of freedom of the study.</param>
    public static SpreadLine OverDepth(EntryLayers entry, Func<LayerLine, bool> isMeant, Func<LayerLine, double> value, int ddof) => new(
        entry.Entry,
        [.. entry.Runs
            .SelectMany(run => run.Where(line => line.Epoch == run[^1].Epoch && isMeant(line)).Select((line, index) => (Depth: index + 1, Value: value(line))))
            .GroupBy(pair => pair.Depth, pair => pair.Value)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Spread.Of(group, ddof)))]);

    /// <summary>Returns the mean of the finite values; NaN if there are none.</summary>
    public static double Mean(IEnumerable<double> values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Returns the norm of a vector composed of vectors with these norms; NaN if there are none.</summary>
    public static double Norm(IEnumerable<double> norms) =>
        norms.Where(double.IsFinite).ToList() is { Count: > 0 } there ? Math.Sqrt(there.Sum(norm => norm * norm)) : double.NaN;
}
