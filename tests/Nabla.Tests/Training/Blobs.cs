using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>A data set for tests of training: each class a cloud of points around a centre of its own.</summary>
internal sealed class Blobs(int count, int features, int classes, RandomKey key) : Dataset
{
    private readonly int[] _labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];

    public override string Name => "blobs";

    public override int Count => count;

    public override int Features => features;

    public override LearningTask Task { get; } = LearningTask.Classification([.. Enumerable.Range(0, classes).Select(i => $"blob {i}")]);

    public override ReadOnlySpan<int> Labels => _labels;

    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows) => new([0], [1]);

    public DataSplits Split() => DataSplits.Create(this, this, 0.1, key.Fold(99));

    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                float centre = key.Fold(1).Normal((ulong)((_labels[rows[i]] * features) + feature));
                batch[i, feature] = centre + (0.8f * key.Fold(2).Normal((ulong)(((long)rows[i] * features) + feature)));
            }
        }
    }
}
