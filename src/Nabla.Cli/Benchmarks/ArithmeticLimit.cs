using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics;
using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>Measures the peak arithmetic rate of a processor: fused multiply-adds between registers, on all threads, without memory access.</summary>
/// <remarks>
/// Every kernel's speed is a percentage of it. A chain is a sum of dependent terms, so a thread runs more of them in parallel than
/// the units have stages (4 cycles by 2 units on today's x64, 4 by 4 on the widest Arm cores), and no more than there are registers.
/// There are more parts than threads, as for a product: if one thread is delayed, the others take over its parts.
/// </remarks>
internal sealed class ArithmeticLimit
{
    private const int FewChains = 12;               // of 16 registers
    private const int ManyChains = 24;              // of 32 registers
    private const int PartsPerThread = 32;

    private readonly Processor _processor;
    private readonly Action<int> _part;
    private readonly float[] _sums;                 // one per part: a compiler may eliminate unused results

    /// <summary>Prepares the work; a round is one multiply-add in each chain, and each part performs that many.</summary>
    public ArithmeticLimit(Processor processor, int rounds)
        : this(processor, processor.VectorLanes, rounds)
    {
    }

    /// <summary>Prepares the work for any vector width.</summary>
    internal ArithmeticLimit(Processor processor, int lanes, int rounds)
    {
        (_processor, _sums) = (processor, new float[PartsPerThread * processor.Threads]);
        Operations = OperationsOf(processor.Threads, lanes, rounds);
        _part = lanes switch
        {
            16 => part => _sums[part] = Chains<Floats16>(rounds),
            8 => part => _sums[part] = Chains<Floats8>(rounds),
            4 => part => _sums[part] = Chains<Floats4>(rounds),
            _ => part => _sums[part] = Chains<Floats1>(rounds),
        };
    }

    /// <summary>Gets the number of floating-point operations of a run, on all threads together; a multiply-add is two.</summary>
    public double Operations { get; }

    /// <summary>Returns the number of floating-point operations for any number of threads.</summary>
    public static double OperationsOf(int threads, int lanes, int rounds) =>
        2.0 * PartsPerThread * threads * rounds * (HasManyRegisters(lanes) ? ManyChains : FewChains) * lanes;

    /// <summary>Runs the work once.</summary>
    public void Run() => _processor.Run(_sums.Length, _part);

    private static bool HasManyRegisters(int lanes) => lanes == 16 || AdvSimd.IsSupported;

    /// <summary>Computes c ← c/2 + 1, which converges to 2: neither too large nor too small for full speed, however long it runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains<TVector>(int rounds)
        where TVector : struct, IVector<TVector>
    {
        TVector half = TVector.Broadcast(0.5f), one = TVector.Broadcast(1);
        TVector c0 = one, c1 = one, c2 = one, c3 = one, c4 = one, c5 = one, c6 = one, c7 = one, c8 = one, c9 = one, c10 = one, c11 = one,
                c12 = one, c13 = one, c14 = one, c15 = one, c16 = one, c17 = one, c18 = one, c19 = one, c20 = one, c21 = one, c22 = one, c23 = one;
        bool many = HasManyRegisters(TVector.Lanes);
        for (int round = 0; round < rounds; round++)
        {
            c0 = TVector.FusedMultiplyAdd(c0, half, one);
            c1 = TVector.FusedMultiplyAdd(c1, half, one);
            c2 = TVector.FusedMultiplyAdd(c2, half, one);
            c3 = TVector.FusedMultiplyAdd(c3, half, one);
            c4 = TVector.FusedMultiplyAdd(c4, half, one);
            c5 = TVector.FusedMultiplyAdd(c5, half, one);
            c6 = TVector.FusedMultiplyAdd(c6, half, one);
            c7 = TVector.FusedMultiplyAdd(c7, half, one);
            c8 = TVector.FusedMultiplyAdd(c8, half, one);
            c9 = TVector.FusedMultiplyAdd(c9, half, one);
            c10 = TVector.FusedMultiplyAdd(c10, half, one);
            c11 = TVector.FusedMultiplyAdd(c11, half, one);
            if (!many)
                continue;
            c12 = TVector.FusedMultiplyAdd(c12, half, one);
            c13 = TVector.FusedMultiplyAdd(c13, half, one);
            c14 = TVector.FusedMultiplyAdd(c14, half, one);
            c15 = TVector.FusedMultiplyAdd(c15, half, one);
            c16 = TVector.FusedMultiplyAdd(c16, half, one);
            c17 = TVector.FusedMultiplyAdd(c17, half, one);
            c18 = TVector.FusedMultiplyAdd(c18, half, one);
            c19 = TVector.FusedMultiplyAdd(c19, half, one);
            c20 = TVector.FusedMultiplyAdd(c20, half, one);
            c21 = TVector.FusedMultiplyAdd(c21, half, one);
            c22 = TVector.FusedMultiplyAdd(c22, half, one);
            c23 = TVector.FusedMultiplyAdd(c23, half, one);
        }

        float sum = Sum(c0, c1, c2, c3) + Sum(c4, c5, c6, c7) + Sum(c8, c9, c10, c11);
        return sum + Sum(c12, c13, c14, c15) + Sum(c16, c17, c18, c19) + Sum(c20, c21, c22, c23);

        static float Sum(TVector a, TVector b, TVector c, TVector d) => TVector.First(a) + TVector.First(b) + TVector.First(c) + TVector.First(d);
    }

    /// <summary>A vector register.</summary>
    private interface IVector<TSelf>
        where TSelf : struct, IVector<TSelf>
    {
        static abstract int Lanes { get; }

        static abstract TSelf Broadcast(float value);

        static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

        static abstract float First(TSelf a);
    }

    private readonly struct Floats1(float value) : IVector<Floats1>
    {
        private readonly float _value = value;

        public static int Lanes => 1;
        public static Floats1 Broadcast(float value) => new(value);
        public static Floats1 FusedMultiplyAdd(Floats1 a, Floats1 b, Floats1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));
        public static float First(Floats1 a) => a._value;
    }

    private readonly struct Floats4(Vector128<float> value) : IVector<Floats4>
    {
        private readonly Vector128<float> _value = value;

        public static int Lanes => 4;
        public static Floats4 Broadcast(float value) => new(Vector128.Create(value));
        public static Floats4 FusedMultiplyAdd(Floats4 a, Floats4 b, Floats4 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));
        public static float First(Floats4 a) => a._value.ToScalar();
    }

    private readonly struct Floats8(Vector256<float> value) : IVector<Floats8>
    {
        private readonly Vector256<float> _value = value;

        public static int Lanes => 8;
        public static Floats8 Broadcast(float value) => new(Vector256.Create(value));
        public static Floats8 FusedMultiplyAdd(Floats8 a, Floats8 b, Floats8 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));
        public static float First(Floats8 a) => a._value.ToScalar();
    }

    private readonly struct Floats16(Vector512<float> value) : IVector<Floats16>
    {
        private readonly Vector512<float> _value = value;

        public static int Lanes => 16;
        public static Floats16 Broadcast(float value) => new(Vector512.Create(value));
        public static Floats16 FusedMultiplyAdd(Floats16 a, Floats16 b, Floats16 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));
        public static float First(Floats16 a) => a._value.ToScalar();
    }
}
