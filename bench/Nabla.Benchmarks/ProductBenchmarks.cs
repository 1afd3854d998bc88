using BenchmarkDotNet.Attributes;
using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>The three products of a linear layer.</summary>
public class ProductBenchmarks : KernelBenchmark
{
    private Matrix _x = null!, _y = null!;
    private float[] _w = [], _bias = [];

    /// <summary>Those of the documents' recipes.</summary>
    public static IEnumerable<Shape> Shapes => [new(128, 3072, 128), new(128, 128, 10), new(128, 3072, 512), new(128, 512, 256), new(128, 120, 120), new(32, 20, 64)];

    /// <summary>A batch and a layer.</summary>
    [ParamsSource(nameof(Shapes))]
    public Shape Shape { get; set; } = null!;

    private PanelView W => new(_w, Shape.Inputs, Shape.Outputs);

    /// <summary>y = 1b + xw.</summary>
    [Benchmark]
    public void Affine() => Processor.Affine(_x.View, W, _bias, _y.View);

    /// <summary>dw += xᵀdy.</summary>
    [Benchmark]
    public void WeightGradient() => Processor.AddTransposedLeft(_x.View, _y.View, W);

    /// <summary>dx = dy wᵀ.</summary>
    [Benchmark]
    public void InputGradient() => Processor.TransposedRight(_y.View, W, _x.View);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _x = Drawn(Shape.Samples, Shape.Inputs, stream: 1);
        _y = Drawn(Shape.Samples, Shape.Outputs, stream: 2);
        _w = new float[Shape.Inputs * Shape.Outputs];
        _bias = new float[Shape.Outputs];
    }
}
