using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Benchmarks;

/// <summary>What workloads learn from: Shapes for networks that take images in, a table for the others. Made when first asked for.</summary>
/// <param name="imageCount">How many images: enough of them that they do not fit into the caches, when it matters.</param>
internal sealed class WorkloadData(int imageCount)
{
    private const int TableRows = 1000;

    private Dataset? _images;

    /// <summary>Examples that a workload can learn from, drawn into one order.</summary>
    public Subset For(Workload workload)
    {
        bool takesImages = workload.Inputs == DataCatalog.Shapes.Shape.Features && workload.Outputs == DataCatalog.Shapes.ClassNames.Count;
        var dataset = takesImages
            ? _images ??= ImageDataset.GenerateShapes(imageCount, 1).Training
            : new FormulaTable(Math.Max(TableRows, workload.Rows), workload.Inputs, workload.Outputs);
        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        new RandomKey(42).Shuffle(order);
        return new(dataset, order, dataset.MeasureStandardizer(order));
    }
}
