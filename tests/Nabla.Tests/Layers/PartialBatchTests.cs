using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>A batch in parts is the batch as a whole: each pass says which of its rows it sees.</summary>
public sealed class PartialBatchTests : IDisposable
{
    private static readonly RandomKey Key = new(41);

    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Theory]
    [InlineData(10, 5, 37)]
    [InlineData(10, 3, 1)]
    [InlineData(7, 1, 3)]
    [InlineData(300, 129, 64)]
    public void Parts_of_a_batch_drop_what_the_whole_batch_drops(int rows, int cut, int width)
    {
        var network = new Network(new Dropout(width, 0.4), new Residual(new Dropout(width, 0.5)));
        float[] x = Some.Normal(rows * width, Key.Fold(1));
        float[] whole = Forward(network, x, rows, width, Pass());
        float[] parts =
        [
            .. Forward(network, x.AsSpan(0, cut * width), cut, width, Pass() with { BatchRows = rows }),
            .. Forward(network, x.AsSpan(cut * width), rows - cut, width, Pass() with { RowOffset = cut, BatchRows = rows }),
        ];
        Assert.Null(Bits.Difference(whole, parts));
        Assert.NotNull(Bits.Difference(whole, [.. Forward(network, x.AsSpan(0, cut * width), cut, width, Pass()), .. Forward(network, x.AsSpan(cut * width), rows - cut, width, Pass())]));
    }

    [Fact]
    public void Statistics_of_a_part_of_a_batch_are_refused()
    {
        foreach (Layer layer in new Layer[] { new BatchNorm(3), new WhiteningBatchNorm(3) })
        {
            var network = new Network(layer);
            float[] x = Some.Normal(12, Key);
            var error = Assert.Throws<NotSupportedException>(() => Forward(network, x, 4, 3, Pass() with { RowOffset = 4, BatchRows = 16 }));
            Assert.Equal(
                $"{layer}: the pass has 4 rows from row 4 on of a batch of 16; the statistics of a batch cannot be computed from a part of it yet: pass whole batches, or leave the layer out.",
                error.Message);
            Assert.Throws<NotSupportedException>(() => Forward(network, x, 4, 3, Pass() with { BatchRows = 5 }));
            Assert.Throws<NotSupportedException>(() => Forward(network, x, 4, 3, Pass() with { RowOffset = 1 }));
            Assert.Equal(12, Forward(network, x, 4, 3, Pass() with { BatchRows = 4 }).Length);
            Assert.Equal(12, Forward(network, x, 4, 3, Pass() with { Mode = PassMode.Inference, RowOffset = 4, BatchRows = 16 }).Length);
        }
    }

    [Fact]
    public void Rows_outside_the_batch_are_refused()
    {
        var network = new Network(new Relu(3));
        var error = Assert.Throws<ShapeException>(() => Forward(network, new float[12], 4, 3, Pass() with { RowOffset = 13, BatchRows = 16 }));
        Assert.Equal("Pass: 4 rows from row 13 on lie outside the batch of 16 rows.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pass() with { RowOffset = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Pass() with { BatchRows = 0 });
    }

    private Pass Pass() => new(_processor, PassMode.Training, Step: 3, Key);

    private float[] Forward(Network network, ReadOnlySpan<float> x, int rows, int width, Pass pass) =>
        Bits.Dense(network.Forward(in pass, new ReadOnlyMatrixView(x, rows, width), network.CreateWorkspace(rows, _processor)));
}
