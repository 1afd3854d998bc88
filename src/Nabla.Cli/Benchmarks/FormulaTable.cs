using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>A table with values from an integer formula, so that a program in any language can create the same one.</summary>
/// <remarks>
/// <code>
/// x[i, j] = ((37 i + 101 j + 17 i j) mod 257) / 64 − 2        label[i] = i mod classes
/// </code>
/// </remarks>
internal sealed class FormulaTable : Dataset
{
    private readonly float[] _values;
    private readonly int[] _labels;

    public FormulaTable(int count, int features, int classes)
    {
        (Count, Features) = (count, features);
        Task = LearningTask.Classification([.. Enumerable.Range(0, classes).Select(label => $"class {label}")]);
        _labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        _values = new float[count * features];
        for (long i = 0; i < count; i++)
        {
            for (long j = 0; j < features; j++)
                _values[(i * features) + j] = (((37 * i) + (101 * j) + (17 * i * j)) % 257 / 64f) - 2;
        }
    }

    public override string Name => "a table from a formula";

    public override int Count { get; }

    public override int Features { get; }

    public override LearningTask Task { get; }

    public override ReadOnlySpan<int> Labels => _labels;

    public override Standardizer MeasureStandardizer(ReadOnlySpan<int> rows)
    {
        double[] mean = new double[Features], deviation = new double[Features];
        for (int j = 0; j < Features; j++)
        {
            double sum = 0, squares = 0;
            foreach (int row in rows)
            {
                double value = _values[(row * Features) + j];
                sum += value;
                squares += value * value;
            }

            mean[j] = sum / rows.Length;
            deviation[j] = Math.Sqrt((squares / rows.Length) - (mean[j] * mean[j]));
        }

        return new(mean, deviation);
    }

    protected override void GatherCore(Processor processor, ReadOnlySpan<int> rows, Standardizer standardizer, MatrixView batch)
    {
        for (int j = 0; j < Features; j++)
        {
            float scale = (float)(1 / standardizer.Deviation[j]), shift = (float)(-standardizer.Mean[j] / standardizer.Deviation[j]);
            for (int i = 0; i < rows.Length; i++)
                batch.Data[(i * batch.Stride) + j] = MathF.FusedMultiplyAdd(_values[(rows[i] * Features) + j], scale, shift);
        }
    }
}
