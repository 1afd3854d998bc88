using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>Every operation × every width in double precision: the bits are those of one lane.</summary>
public sealed class DoubleLanesTests
{
    private static readonly double[] Values =
    [
        0, -0.0, 1, -1, 0.1, -0.3, 1e300, -1e300, 1e-300, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, 1 + 1e-16,
    ];

    [Fact]
    public void Every_width_gives_the_bits_of_one_lane()
    {
        long[] expected = Results<DoubleLanes1>();
        Assert.Equal(expected, Results<DoubleLanes2>());
        Assert.Equal(expected, Results<DoubleLanes4>());
        Assert.Equal(expected, Results<DoubleLanes8>());
    }

    [Fact]
    public void Counts_are_the_names() => Assert.Equal([1, 2, 4, 8], [DoubleLanes1.Count, DoubleLanes2.Count, DoubleLanes4.Count, DoubleLanes8.Count]);

    [Fact]
    public void One_lane_computes_as_the_language_does()
    {
        var (a, b) = (new DoubleLanes1(0.1), new DoubleLanes1(3));
        Assert.Equal([0.1 + 3, 0.1 - 3, 0.1 * 3], [(a + b).Value, (a - b).Value, (a * b).Value]);
    }

    // Which of several NaNs comes out is the processor's business: they count as one.
    private static long[] Results<TLanes>()
        where TLanes : struct, IDoubleLanes<TLanes>
    {
        double[] results = new double[3 * Values.Length * Values.Length];
        for (int shift = 0; shift < Values.Length; shift++)
        {
            double[] other = [.. Values[shift..], .. Values[..shift]];
            for (int i = 0; i < Values.Length; i += TLanes.Count)
            {
                var (a, b) = (TLanes.Load(in Values[i]), TLanes.Load(in other[i]));
                int at = (3 * shift * Values.Length) + i;
                TLanes.Store(a + b, ref results[at]);
                TLanes.Store(a - b, ref results[at + Values.Length]);
                TLanes.Store(a * b, ref results[at + (2 * Values.Length)]);
            }
        }

        return [.. results.Select(value => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value))];
    }
}
