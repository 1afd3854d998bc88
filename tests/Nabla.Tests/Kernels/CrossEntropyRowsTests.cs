using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>Rows share vectors: what one of them holds or weighs must not reach the others.</summary>
public sealed class CrossEntropyRowsTests
{
    private const int Rows = 21, Classes = 5;

    [Fact]
    public void Weights_of_one_give_the_bits_of_the_unweighted_loss()
    {
        foreach (var width in Widths.All)
        {
            var plain = Run(width, [], [], 0);
            var weighted = Run(width, [.. Enumerable.Repeat(1f, Rows)], [.. Enumerable.Repeat(1f, Classes)], 0);
            Assert.Null(Bits.Difference(plain.Losses, weighted.Losses));
            Assert.Null(Bits.Difference(plain.Gradient, weighted.Gradient));
        }
    }

    [Fact]
    public void A_row_of_weight_0_is_0_whatever_it_holds_and_its_neighbours_are_as_without_it()
    {
        float[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 2 ? 0f : 0.25f + row)], classWeights = [1, 0.5f, 2, 3, 0.1f];
        foreach (var width in Widths.All)
        {
            var expected = Run(width, weights, classWeights, 0.1f);
            var actual = Run(width, weights, classWeights, 0.1f, row => row % 4 == 2);
            Assert.Null(Bits.Difference(expected.Losses, actual.Losses));
            Assert.Null(Bits.Difference(expected.Gradient, actual.Gradient));
            for (int row = 2; row < Rows; row += 4)
            {
                Assert.Equal(0, actual.Losses[row]);
                Assert.All(actual.Gradient[(row * Classes)..((row + 1) * Classes)], value => Assert.Equal(0, value));
            }
        }
    }

    private static (float[] Losses, float[] Gradient) Run(VectorWidth width, float[] weights, float[] classWeights, float smoothing, Predicate<int>? isNaN = null)
    {
        using var processor = new Processor(1, width);
        float[] x = Some.Normal(Rows * Classes, new RandomKey(1)), losses = new float[Rows], gradient = new float[Rows * Classes];
        for (int row = 0; row < Rows; row++)
        {
            if (isNaN?.Invoke(row) == true)
                x.AsSpan(row * Classes, Classes).Fill(float.NaN);
        }

        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % Classes)];
        CrossEntropyRows.Run(
            processor, new MatrixView(x, Rows, Classes), labels, weights, classWeights, smoothing, totalWeight: Rows, losses, new(gradient, Rows, Classes));
        return (losses, gradient);
    }
}
