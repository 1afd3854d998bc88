using System.Runtime.InteropServices;
using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>Every operation × every width: the bits are those of one lane.</summary>
public sealed class LanesTests
{
    private static readonly (float[] A, float[] B, float[] C) Operands = AllTriples();

    private static readonly string[] Arithmetic = ["a + b", "a - b", "a * b", "a / b", "Sqrt", "FusedMultiplyAdd"];

    private static readonly string[] OfBits =
    [
        "GreaterThan", "IsNaN", "Select", "BitwiseAnd", "BitwiseOr", "AddBits", "ShiftBitsLeft", "ShiftBitsRight", "ConvertBitsToFloat", "Broadcast",
    ];

    public static TheoryData<string, int> OperationsAndWidths =>
        [.. from operation in Arithmetic.Concat(OfBits) from width in (int[])[4, 8, 16] select (operation, width)];

    [Theory]
    [MemberData(nameof(OperationsAndWidths))]
    public void Every_width_gives_the_bits_of_one_lane(string operation, int width)
    {
        float[] expected = Map<Lanes1>(operation);
        float[] actual = width switch { 4 => Map<Lanes4>(operation), 8 => Map<Lanes8>(operation), _ => Map<Lanes16>(operation) };

        if (OfBits.Contains(operation, StringComparer.Ordinal))
            Assert.Equal(MemoryMarshal.Cast<float, int>(expected), MemoryMarshal.Cast<float, int>(actual));
        else
            Assert.All(expected, (value, i) => Assert.True(
                NastyFloats.AreSame(value, actual[i]),
                $"{operation} of {Operands.A[i]:R}, {Operands.B[i]:R}, {Operands.C[i]:R}: {value:R} or {actual[i]:R}."));
    }

    [Fact]
    public void Counts_are_the_names() => Assert.Equal([1, 4, 8, 16], [Lanes1.Count, Lanes4.Count, Lanes8.Count, Lanes16.Count]);

    [Fact]
    public void One_lane_computes_as_the_language_does()
    {
        var (a, b, c) = (new Lanes1(0.1f), new Lanes1(3f), new Lanes1(-0.3f));

        Assert.Equal(0.1f + 3f, (a + b).Value);
        Assert.Equal(0.1f - 3f, (a - b).Value);
        Assert.Equal(0.1f * 3f, (a * b).Value);
        Assert.Equal(0.1f / 3f, (a / b).Value);
        Assert.Equal((float)Math.Sqrt(0.1f), Lanes1.Sqrt(a).Value);
        Assert.Equal((float)((0.1f * 3.0) + -0.3f), Lanes1.FusedMultiplyAdd(a, b, c).Value);
        Assert.Equal(0.1f, Lanes1.Select(Lanes1.GreaterThan(b, a), a, b).Value);
        Assert.Equal(3f, Lanes1.Select(Lanes1.GreaterThan(a, b), a, b).Value);
    }

    [Fact]
    public void Comparisons_with_what_is_not_a_number_are_false()
    {
        var nan = new Lanes1(float.NaN);

        Assert.Equal(0, BitConverter.SingleToInt32Bits(Lanes1.GreaterThan(nan, new Lanes1(1f)).Value));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(Lanes1.GreaterThan(new Lanes1(1f), nan).Value));
        Assert.Equal(-1, BitConverter.SingleToInt32Bits(Lanes1.IsNaN(nan).Value));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(Lanes1.IsNaN(new Lanes1(float.PositiveInfinity)).Value));
    }

    [Fact]
    public void Bits_move_as_integers_do()
    {
        static int Bits(Lanes1 a) => BitConverter.SingleToInt32Bits(a.Value);
        static Lanes1 Of(int bits) => new(BitConverter.Int32BitsToSingle(bits));

        Assert.Equal(int.MinValue, Bits(Lanes1.AddBits(Of(int.MaxValue), Of(1))));
        Assert.Equal(5 << 23, Bits(Lanes1.ShiftBitsLeft(Of(5), 23)));
        Assert.Equal(-2, Bits(Lanes1.ShiftBitsRight(Of(-5), 2)));
        Assert.Equal(0b1000, Bits(Lanes1.BitwiseAnd(Of(0b1100), Of(0b1010))));
        Assert.Equal(0b1110, Bits(Lanes1.BitwiseOr(Of(0b1100), Of(0b1010))));
        Assert.Equal(-7f, Lanes1.ConvertBitsToFloat(Of(-7)).Value);
        Assert.Equal(16777216f, Lanes1.ConvertBitsToFloat(Of(16777217)).Value);
    }

    [Fact]
    public void Load_and_store_begin_at_the_offset()
    {
        AssertMoves<Lanes1>();
        AssertMoves<Lanes4>();
        AssertMoves<Lanes8>();
        AssertMoves<Lanes16>();
    }

    private static void AssertMoves<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        float[] source = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        float[] target = new float[40];

        TLanes.Store(TLanes.Load(in source[0], 3), ref target[0], 5);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i >= 5 && i < 5 + TLanes.Count ? i - 2f : 0f), target);
    }

    private static float[] Map<TLanes>(string operation)
        where TLanes : struct, ILanes<TLanes>
    {
        float[] results = new float[Operands.A.Length];
        for (int i = 0; i < results.Length; i += TLanes.Count)
        {
            nuint at = (nuint)i;
            TLanes.Store(
                Apply(operation, TLanes.Load(in Operands.A[0], at), TLanes.Load(in Operands.B[0], at), TLanes.Load(in Operands.C[0], at)),
                ref results[0],
                at);
        }

        return results;
    }

    private static TLanes Apply<TLanes>(string operation, TLanes a, TLanes b, TLanes c)
        where TLanes : struct, ILanes<TLanes> => operation switch
    {
        "a + b" => a + b,
        "a - b" => a - b,
        "a * b" => a * b,
        "a / b" => a / b,
        "Sqrt" => TLanes.Sqrt(a),
        "FusedMultiplyAdd" => TLanes.FusedMultiplyAdd(a, b, c),
        "GreaterThan" => TLanes.GreaterThan(a, b),
        "IsNaN" => TLanes.IsNaN(a),
        "Select" => TLanes.Select(TLanes.GreaterThan(a, b), b, c),
        "BitwiseAnd" => TLanes.BitwiseAnd(a, b),
        "BitwiseOr" => TLanes.BitwiseOr(a, b),
        "AddBits" => TLanes.AddBits(a, b),
        "ShiftBitsLeft" => TLanes.ShiftBitsLeft(a, 23),
        "ShiftBitsRight" => TLanes.ShiftBitsRight(a, 23),
        "ConvertBitsToFloat" => TLanes.ConvertBitsToFloat(a),
        "Broadcast" => TLanes.Broadcast(-0.1f),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>Every triple of nasty floats, cut to whole vectors of 16.</summary>
    private static (float[] A, float[] B, float[] C) AllTriples()
    {
        var triples = (from a in NastyFloats.All from b in NastyFloats.All from c in NastyFloats.All select (A: a, B: b, C: c)).ToArray();
        triples = triples[..(triples.Length / 16 * 16)];
        return ([.. triples.Select(t => t.A)], [.. triples.Select(t => t.B)], [.. triples.Select(t => t.C)]);
    }
}
