using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Benchmarks;

/// <summary>The data of workloads: Shapes for networks with image inputs, a table for the others. Created on first use.</summary>
/// <param name="imageCount">The number of images: enough that they do not fit into the caches, if that matters.</param>
internal sealed class WorkloadData(int imageCount)
{
    private const int TableRows = 1000;

    private Dataset? _images;

    /// <summary>Returns examples for a workload, in random order.</summary>
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
