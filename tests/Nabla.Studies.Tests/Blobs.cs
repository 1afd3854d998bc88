using Nabla.Networks;

namespace Nabla.Studies.Tests;

/// <summary>A data set of few features, so that an engine takes many steps in little time: each class a cloud around a centre of its own.</summary>
internal sealed class Blobs(int count, int features, int classes) : Dataset
{
    private static readonly RandomKey Key = new(Seed: 11);

    private readonly int[] _labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];

    /// <summary>What is added to every value from now on: data that do not stay as they were.</summary>
    public float Shift { get; set; }

    public override string Name => "blobs";

    public override int Count => count;

    public override int Features => features;

    public override LearningTask Task { get; } = LearningTask.Classification([.. Enumerable.Range(0, classes).Select(i => $"blob {i}")]);

    public override ReadOnlySpan<int> Labels => _labels;

    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows) => new([0], [1]);

    public DataSplits Split() => DataSplits.Create(this, this, 0.1, seed: 11);

    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int feature = 0; feature < features; feature++)
            {
                float centre = Key.Fold(1).Normal((ulong)((_labels[rows[i]] * features) + feature));
                batch[i, feature] = Shift + (0.7f * centre) + (0.7f * Key.Fold(2).Normal((ulong)(((long)rows[i] * features) + feature)));
            }
        }
    }
}
