using BenchmarkDotNet.Attributes;
using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>Softmax and its cross-entropy, on the logits of a batch.</summary>
public class SoftmaxBenchmarks : KernelBenchmark
{
    private const int Rows = 128;

    private readonly float[] _losses = new float[Rows];
    private int[] _labels = [];
    private Matrix _logits = null!, _result = null!;

    /// <summary>Few, as in the documents, and many.</summary>
    [Params(10, 1000)]
    public int Classes { get; set; }

    /// <summary>Probabilities.</summary>
    [Benchmark]
    public void Softmax() => SoftmaxRows.Forward(Processor, _logits.View, _result.View);

    /// <summary>The loss and its gradient.</summary>
    [Benchmark]
    public void CrossEntropy() => CrossEntropyRows.Run(Processor, _logits.View, _labels, [], [], smoothing: 0, totalWeight: Rows, _losses, _result.View);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _labels = [.. Enumerable.Range(0, Rows).Select(row => row % Classes)];
        (_logits, _result) = (Drawn(Rows, Classes, 1), Drawn(Rows, Classes, 2));
    }
}
