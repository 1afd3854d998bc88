using BenchmarkDotNet.Attributes;
using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>Activations on the batch that leaves a layer of 512.</summary>
public class ElementwiseBenchmarks : KernelBenchmark
{
    private const int Rows = 128;
    private const int Columns = 512;

    private Matrix _x = null!, _y = null!, _dy = null!, _dx = null!;
    private Layer _layer = null!;

    /// <summary>A cheap one and those that need an exponential or a logarithm.</summary>
    [Params(Activation.Relu, Activation.Elu, Activation.Tanh, Activation.Softplus)]
    public Activation Activation { get; set; }

    private Pass Pass => new(Processor, PassMode.Training);

    /// <summary>y = f(x).</summary>
    [Benchmark]
    public void Forward() => _layer.Forward(Pass, _x.View, _y.View, []);

    /// <summary>dx = dy ∘ f′(x).</summary>
    [Benchmark]
    public void Backward() => _layer.Backward(Pass, _x.View, _y.View, [], _dy.View, _dx.View, []);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _layer = ElementwiseLayer.Create(Activation, Columns);
        (_x, _y, _dy, _dx) = (Drawn(Rows, Columns, 1), Drawn(Rows, Columns, 2), Drawn(Rows, Columns, 3), Drawn(Rows, Columns, 4));
    }
}
