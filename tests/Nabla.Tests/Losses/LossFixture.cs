using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Losses;

/// <summary>A loss with everything that an evaluation needs: outputs, targets of one kind, weights or none, and room for the answers.</summary>
internal sealed class LossFixture
{
    private readonly LossCase _case;

    public LossFixture(LossCase lossCase, int rows, int columns, bool values, bool weighted, RandomKey key)
    {
        (_case, Rows, Columns, Values) = (lossCase, rows, columns, values);
        Loss = lossCase.Create(columns);
        Outputs = [.. Some.Normal(rows * columns, key.Fold(1)).Select(x => lossCase.Probabilities ? 0.05f + (0.9f * Math.Abs(x) / (1 + Math.Abs(x))) : x)];
        Labels = Some.Labels(rows, columns, key.Fold(2));
        TargetValues = values
            ? [.. Some.Normal(rows * columns, key.Fold(3)).Select(t => Math.Abs(t) / (1 + Math.Abs(t)))]
            : [.. Enumerable.Range(0, rows * columns).Select(i => i % columns == Labels[i / columns] ? 1f : 0f)];
        SampleWeights = weighted ? [.. Some.Normal(rows, key.Fold(4)).Select((s, n) => n % 3 == 1 ? 0 : 0.2f + Math.Abs(s))] : [];
        (SampleLosses, Gradient) = (new float[rows], new float[rows * columns]);
    }

    public Loss Loss { get; }

    public int Rows { get; }

    public int Columns { get; }

    public bool Values { get; }

    public float[] Outputs { get; }

    public int[] Labels { get; }

    /// <summary>The targets as values, also when they are labels.</summary>
    public float[] TargetValues { get; }

    public float[] SampleWeights { get; }

    public float[] SampleLosses { get; }

    public float[] Gradient { get; }

    /// <summary>Whichever kinds of targets a loss accepts, each without and with weights.</summary>
    public static IEnumerable<LossFixture> Of(string name, int rows, int columns, RandomKey key)
    {
        var lossCase = LossCases.Named(name);
        foreach (bool values in lossCase.Create(columns).AcceptsValues ? new[] { false, true } : [false])
        {
            foreach (bool weighted in new[] { false, true })
                yield return new(lossCase, rows, columns, values, weighted, key);
        }
    }

    public double Evaluate(Processor processor, bool withGradient = true) => Loss.Evaluate(
        processor,
        new MatrixView(Outputs, Rows, Columns),
        Values ? new Targets(new MatrixView(TargetValues, Rows, Columns), SampleWeights) : new Targets(Labels, SampleWeights),
        SampleLosses,
        withGradient ? new(Gradient, Rows, Columns) : default);

    /// <summary>The definition of the mean, Σ s l / Σ s c, and its central differences, in double precision.</summary>
    public (double Mean, double[] Gradient) Definition()
    {
        var outputs = DoubleMatrix.From(new MatrixView(Outputs, Rows, Columns));
        var targets = DoubleMatrix.From(new MatrixView(TargetValues, Rows, Columns));
        double[] c = [.. Enumerable.Range(0, Columns).Select(j => Loss.ClassWeights.IsEmpty ? 1.0 : Loss.ClassWeights[j])];
        double[] s = [.. Enumerable.Range(0, Rows).Select(n => SampleWeights.Length == 0 ? 1.0 : SampleWeights[n])];
        double total = Enumerable.Range(0, Rows).Sum(n => s[n] * (Loss.ClassWeights.IsEmpty ? 1 : c[Labels[n]]));

        // A sample's outputs move its own loss alone.
        double Share(int n) => s[n] * _case.Definition(outputs, targets, c, n) / total;
        double[] gradient = [.. Enumerable.Range(0, outputs.Data.Length).Select(i => CentralDifferences.Derivative(outputs.Data, i, () => Share(i / Columns)))];
        return (Enumerable.Range(0, Rows).Sum(Share), gradient);
    }

    public override string ToString() =>
        $"{_case}: {Rows} x {Columns}, {(Values ? "values" : "labels")}, {(SampleWeights.Length > 0 ? "weighted" : "not weighted")}";
}
