using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class ElementaryTests
{
    private const string Exhaustive = "NABLA_EXHAUSTIVE";

    /// <summary>The largest error allowed, in units in the last place: the measured maximum over all floats, rounded up.</summary>
    public static TheoryData<string, double> ErrorBounds => new()
    {
        { nameof(Elementary.Exp), 0.765 },
        { nameof(Elementary.Expm1), 1.047 },
        { nameof(Elementary.Log), 0.856 },
        { nameof(Elementary.Log1p), 1.123 },
        { nameof(Elementary.Tanh), 1.281 },
    };

    public static TheoryData<string, float, float> ExactValues => new()
    {
        { nameof(Elementary.Exp), 0f, 1f },
        { nameof(Elementary.Exp), -0f, 1f },
        { nameof(Elementary.Exp), 88.72284f, float.PositiveInfinity },
        { nameof(Elementary.Exp), float.MaxValue, float.PositiveInfinity },
        { nameof(Elementary.Exp), float.PositiveInfinity, float.PositiveInfinity },
        { nameof(Elementary.Exp), -103.9f, float.Epsilon },
        { nameof(Elementary.Exp), -104f, 0f },
        { nameof(Elementary.Exp), float.MinValue, 0f },
        { nameof(Elementary.Exp), float.NegativeInfinity, 0f },
        { nameof(Elementary.Exp), float.NaN, float.NaN },

        { nameof(Elementary.Expm1), 0f, 0f },
        { nameof(Elementary.Expm1), -0f, -0f },
        { nameof(Elementary.Expm1), float.Epsilon, float.Epsilon },
        { nameof(Elementary.Expm1), -3 * float.Epsilon, -3 * float.Epsilon },
        { nameof(Elementary.Expm1), 88.72284f, float.PositiveInfinity },
        { nameof(Elementary.Expm1), float.PositiveInfinity, float.PositiveInfinity },
        { nameof(Elementary.Expm1), -20f, -1f },
        { nameof(Elementary.Expm1), float.MinValue, -1f },
        { nameof(Elementary.Expm1), float.NegativeInfinity, -1f },
        { nameof(Elementary.Expm1), float.NaN, float.NaN },

        { nameof(Elementary.Log), 1f, 0f },
        { nameof(Elementary.Log), 0f, float.NegativeInfinity },
        { nameof(Elementary.Log), -0f, float.NegativeInfinity },
        { nameof(Elementary.Log), -float.Epsilon, float.NaN },
        { nameof(Elementary.Log), -1f, float.NaN },
        { nameof(Elementary.Log), float.NegativeInfinity, float.NaN },
        { nameof(Elementary.Log), float.PositiveInfinity, float.PositiveInfinity },
        { nameof(Elementary.Log), float.Epsilon, -103.27893f },
        { nameof(Elementary.Log), float.NaN, float.NaN },

        { nameof(Elementary.Log1p), 0f, 0f },
        { nameof(Elementary.Log1p), -0f, -0f },
        { nameof(Elementary.Log1p), float.Epsilon, float.Epsilon },
        { nameof(Elementary.Log1p), -float.Epsilon, -float.Epsilon },
        { nameof(Elementary.Log1p), -1f, float.NegativeInfinity },
        { nameof(Elementary.Log1p), -1.0000001f, float.NaN },
        { nameof(Elementary.Log1p), float.NegativeInfinity, float.NaN },
        { nameof(Elementary.Log1p), float.MaxValue, 88.72284f },
        { nameof(Elementary.Log1p), float.PositiveInfinity, float.PositiveInfinity },
        { nameof(Elementary.Log1p), float.NaN, float.NaN },

        { nameof(Elementary.Tanh), 0f, 0f },
        { nameof(Elementary.Tanh), -0f, -0f },
        { nameof(Elementary.Tanh), float.Epsilon, float.Epsilon },
        { nameof(Elementary.Tanh), 9.02f, 1f },
        { nameof(Elementary.Tanh), -9.02f, -1f },
        { nameof(Elementary.Tanh), float.MaxValue, 1f },
        { nameof(Elementary.Tanh), float.PositiveInfinity, 1f },
        { nameof(Elementary.Tanh), float.NegativeInfinity, -1f },
        { nameof(Elementary.Tanh), float.NaN, float.NaN },
    };

    public static TheoryData<string> Functions => [.. ErrorBounds.Select(row => row.Data.Item1)];

    [Fact]
    public void The_cosine_of_half_turns_is_near_the_platforms_and_exact_where_it_can_be()
    {
        Assert.Equal([1.0, 0.0, -1.0], new[] { 0, 0.5, 1 }.Select(Elementary.CosPi));
        for (int i = 0; i <= 10_000; i++)
            Assert.Equal(Math.Cos(Math.PI * (i / 10_000.0)), Elementary.CosPi(i / 10_000.0), 4e-16);
    }

    [Theory]
    [MemberData(nameof(ExactValues))]
    public void Special_values_are_exact(string function, float x, float expected)
    {
        float actual = Apply(function, new Lanes1(x)).Value;

        Assert.True(NastyFloats.AreSame(expected, actual), $"{function}({x:R}) is {actual:R}; expected {expected:R}.");
    }

    [Theory]
    [MemberData(nameof(ErrorBounds))]
    public void Errors_stay_within_their_bound_for_every_exponent(string function, double bound)
    {
        var exact = Exact(function);
        var (error, x) = NastyFloats.OfEveryExponent(new RandomKey(1), 500).Max(x => (Error(exact(x), Apply(function, new Lanes1(x)).Value), x));

        Assert.True(error <= bound, $"{function}({x:R}) is wrong by {error} units in the last place; the bound is {bound}.");
    }

    /// <summary>Every thousandth block of neighbouring floats; all 2³² floats, in about ten minutes on one core, where the environment variable NABLA_EXHAUSTIVE is 1.</summary>
    [Theory]
    [MemberData(nameof(ErrorBounds))]
    public void Errors_stay_within_their_bound_in_blocks_of_neighbours(string function, double bound)
    {
        bool all = string.Equals(Environment.GetEnvironmentVariable(Exhaustive), "1", StringComparison.Ordinal);
        var blocks = ParallelEnumerable.Range(0, 1 << 18).Where(block => all || block % 1021 == 0);
        var (error, x) = blocks.Select(block => WorstOf(function, (uint)block << 14, 1 << 14)).Max();

        TestContext.Current.SendDiagnosticMessage($"{function}: {error} units in the last place, at {x:R}.");
        Assert.True(error <= bound, $"{function}({x:R}) is wrong by {error} units in the last place; the bound is {bound}.");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_width_gives_the_same_bits(string function)
    {
        float[] x = [.. NastyFloats.OfEveryExponent(new RandomKey(2), 59)];
        float[] expected = Map<Lanes1>(function, x);

        Assert.All([Map<Lanes4>(function, x), Map<Lanes8>(function, x), Map<Lanes16>(function, x)], actual =>
        {
            for (int i = 0; i < x.Length; i++)
                Assert.True(NastyFloats.AreSame(expected[i], actual[i]), $"{function}({x[i]:R}) is {expected[i]:R} or {actual[i]:R}.");
        });
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void No_function_decreases(string function)
    {
        float[] x =
            [.. NastyFloats.OfEveryExponent(new RandomKey(3), 59).Where(x => !float.IsNaN(Apply(function, new Lanes1(x)).Value)).Order()];
        float[] y = Map<Lanes1>(function, x);

        for (int i = 1; i < x.Length; i++)
            Assert.True(y[i - 1] <= y[i], $"{function} falls from {y[i - 1]:R} at {x[i - 1]:R} to {y[i]:R} at {x[i]:R}.");
    }

    [Fact]
    public void Tanh_is_odd_to_the_bit() =>
        Assert.All(NastyFloats.OfEveryExponent(new RandomKey(4), 10), x => Assert.True(NastyFloats.AreSame(Elementary.Tanh(-x), -Elementary.Tanh(x))));

    private static TLanes Apply<TLanes>(string function, TLanes x)
        where TLanes : struct, ILanes<TLanes> => function switch
    {
        nameof(Elementary.Exp) => Elementary.Exp(x),
        nameof(Elementary.Expm1) => Elementary.Expm1(x),
        nameof(Elementary.Log) => Elementary.Log(x),
        nameof(Elementary.Log1p) => Elementary.Log1p(x),
        nameof(Elementary.Tanh) => Elementary.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>The function of as many elements as fill whole vectors of 16.</summary>
    private static float[] Map<TLanes>(string function, float[] x)
        where TLanes : struct, ILanes<TLanes>
    {
        Assert.Equal(0, x.Length % TLanes.Count);
        float[] y = new float[x.Length];
        for (int i = 0; i < x.Length; i += TLanes.Count)
            TLanes.Store(Apply(function, TLanes.Load(in x[0], (nuint)i)), ref y[0], (nuint)i);
        return y;
    }

    /// <summary>The largest error from a float on, in the order of their bits; infinite where the function decreases.</summary>
    private static (double Error, float X) WorstOf(string function, uint first, int count)
    {
        // The eight floats before belong to it, so that no step between neighbours is left out.
        float[] x = new float[8 + count];
        for (int i = 0; i < x.Length; i++)
            x[i] = BitConverter.UInt32BitsToSingle(unchecked(first - 8 + (uint)i));
        float[] y = Map<Lanes8>(function, x);

        var exact = Exact(function);
        (double Error, float X) worst = (0, x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            double error = Error(exact(x[i]), y[i]);
            if (x[i] > x[i - 1] ? y[i] < y[i - 1] : y[i] > y[i - 1])
                error = double.PositiveInfinity;
            if (error > worst.Error)
                worst = (error, x[i]);
        }

        return worst;
    }

    /// <summary>How far y is from the exact value, measured in the distance of neighbouring floats there.</summary>
    private static double Error(double exact, float y)
    {
        if (double.IsNaN(exact) || double.IsNaN(y))
            return double.IsNaN(exact) && double.IsNaN(y) ? 0 : double.PositiveInfinity;
        if (exact == y)
            return 0;

        // Beyond the largest float, infinity stands for the next power of two.
        const double Overflow = 2.0 * (1ul << 63) * (1ul << 63) * 2.0;
        double difference = Math.Clamp(exact, -Overflow, Overflow) - Math.Clamp((double)y, -Overflow, Overflow);
        int exponent = Math.Clamp((int)((BitConverter.DoubleToInt64Bits(exact) >> 52) & 0x7FF) - 1023, -126, 127);
        return Math.Abs(difference) * BitConverter.Int64BitsToDouble((1023L + 23 - exponent) << 52);
    }

    private static Func<double, double> Exact(string function) => function switch
    {
        nameof(Elementary.Exp) => Math.Exp,
        nameof(Elementary.Expm1) => ExactExpm1,
        nameof(Elementary.Log) => Math.Log,
        nameof(Elementary.Log1p) => ExactLog1p,
        nameof(Elementary.Tanh) => Math.Tanh,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>Kahan's way: the error of u = e^x cancels against that of ln u.</summary>
    private static double ExactExpm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : Math.Abs(x) > 50 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>Kahan's way: the rounding of u = 1 + x cancels against that of u − 1.</summary>
    private static double ExactLog1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Abs(x) > 1e17 || u == 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }
}
