using BenchmarkDotNet.Attributes;
using Nabla.Networks;

namespace Nabla.Benchmarks;

/// <summary>Bytes of images become a standardised batch.</summary>
public class StandardizeBenchmarks : KernelBenchmark
{
    private const int Images = 10_000;
    private const int Rows = 128;

    private readonly int[] _rows = new int[Rows];
    private ImageDataset _images = null!;
    private Standardizer _standardizer = null!;
    private Matrix _batch = null!;
    private int _step;

    /// <summary>A batch of other images each time, so that they come from memory as they do in training.</summary>
    [Benchmark]
    public void Gather()
    {
        _step++;
        for (int i = 0; i < Rows; i++)
            _rows[i] = (int)((((long)_step * Rows) + i) * 7919 % Images);
        _images.Gather(Processor, _rows, _standardizer, _batch.View);
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        var shape = new ImageShape(3, 32, 32);
        byte[] pixels = new byte[Images * shape.Features];
        var key = new RandomKey(42);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)key.Bits((ulong)i);
        _images = new("noise", shape, ["one"], pixels, new int[Images]);
        _standardizer = _images.MeasureStandardizer([.. Enumerable.Range(0, Images)]);
        _batch = Drawn(Rows, shape.Features, 1);
    }
}
