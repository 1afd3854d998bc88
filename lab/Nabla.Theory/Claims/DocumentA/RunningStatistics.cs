using Nabla.Networks;
using Nabla.Theory.Oracles;
using AutogradPass = Nabla.Autograd.Layers.Pass;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Running mean and variance of a batch normalisation after some batches, as each engine keeps them.</summary>
/// <param name="Mean">One a feature.</param>
/// <param name="Variance">One a feature.</param>
internal sealed record RunningStatistics(double[] Mean, double[] Variance)
{
    /// <summary>The library's.</summary>
    public static RunningStatistics OfLibrary(BatchNorm layer, IEnumerable<Matrix> batches)
    {
        using var processor = new Processor(threads: 1);
        var pass = new Pass(processor, PassMode.Training, Step: 1);
        foreach (var batch in batches)
        {
            int rows = batch.RowCount;
            float[] x = [.. batch.ToRowMajorArray().Select(value => (float)value)], cache = new float[layer.CacheLength(rows)];
            layer.Forward(pass, new(x, rows, layer.Inputs), new(new float[x.Length], rows, layer.Inputs), cache);
            layer.UpdateStatistics(pass, rows, cache);
        }

        return new(Numbers(layer.Buffers[0]), Numbers(layer.Buffers[1]));
    }

    /// <summary>Autograd's, with q = 0.1.</summary>
    public static RunningStatistics OnTape(IReadOnlyList<Matrix> batches)
    {
        int width = batches[0].ColumnCount;
        var layer = new Autograd.Layers.BatchNorm(width);
        foreach (var batch in batches)
        {
            Tapes.Value(
                x =>
                {
                    var pass = new AutogradPass(Autograd.Layers.PassMode.Training);
                    var y = layer.Forward(x, [x.Constant(Matrix.Build.Dense(1, width, 1)), x.Constant(Matrix.Build.Dense(1, width))], pass);
                    pass.UpdateStatistics();
                    return y;
                },
                batch);
        }

        return new([.. layer.Statistics[0].Value.Data], [.. layer.Statistics[1].Value.Data]);
    }

    private static double[] Numbers(Parameter parameter) => [.. parameter.Value.ToRowMajor().Select(value => (double)value)];
}
