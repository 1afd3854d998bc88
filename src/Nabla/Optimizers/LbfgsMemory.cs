using Nabla.Kernels;

namespace Nabla.Optimizers;

/// <summary>What <see cref="Lbfgs"/> remembers, as windows on the slots of an <see cref="OptimizerState"/>.</summary>
/// <remarks>
/// A ring of pairs (s, y), one more than the history, so that the newest can be built while all others are in use; the gradient; and a slot
/// of which only the first numbers are used:
/// <code>
/// slots 0 … h            s        [0] pairs in use      [2], [3] the halves of the loss
/// slots h + 1 … 2h + 1   y        [1] the next pair     [4] 1 if loss and gradient are known
/// slot  2h + 2           gradient
/// slot  2h + 3           numbers
/// </code>
/// </remarks>
internal readonly struct LbfgsMemory(OptimizerState state, int history)
{
    /// <summary>Slots for a history of this many pairs.</summary>
    public static int SlotsFor(int history) => (2 * (history + 1)) + 2;

    /// <summary>How many pairs are in use.</summary>
    public int Pairs => (int)Numbers[0];

    /// <summary>Whether loss and gradient are those at the parameters' values.</summary>
    public bool IsKnown => Numbers[4] != 0;

    /// <summary>The loss at the parameters' values.</summary>
    public double Loss => BitConverter.Int64BitsToDouble(
        ((long)BitConverter.SingleToInt32Bits(Numbers[3]) << 32) | BitConverter.SingleToUInt32Bits(Numbers[2]));

    /// <summary>The gradient at the parameters' values.</summary>
    public Span<float> Gradient => state.Slot((2 * history) + 2);

    /// <summary>The pair in the making: the direction, then s.</summary>
    public Span<float> NextS => state.Slot(Next);

    /// <summary>The pair in the making: the values before the step, then y.</summary>
    public Span<float> NextY => state.Slot(history + 1 + Next);

    private int Next => (int)Numbers[1];

    private Span<float> Numbers => state.Slot((2 * history) + 3);

    /// <summary>A change of the parameters; age 1 is the newest.</summary>
    public Span<float> S(int age) => state.Slot(At(age));

    /// <summary>The change of the gradient that came with it.</summary>
    public Span<float> Y(int age) => state.Slot(history + 1 + At(age));

    public void Remember(double loss, ReadOnlySpan<float> gradient)
    {
        long bits = BitConverter.DoubleToInt64Bits(loss);
        (Numbers[2], Numbers[3]) = (BitConverter.Int32BitsToSingle((int)bits), BitConverter.Int32BitsToSingle((int)(bits >> 32)));
        gradient.CopyTo(Gradient);
        Numbers[4] = 1;
    }

    /// <summary>The next step begins with an evaluation.</summary>
    public void ForgetLoss() => Numbers[4] = 0;

    public void ForgetPairs() => Numbers[0] = 0;

    /// <summary>The pair in the making is the newest now; the oldest goes if there are too many.</summary>
    public void KeepPair()
    {
        Numbers[1] = (Next + 1) % (history + 1);
        Numbers[0] = Math.Min(history, Pairs + 1);
    }

    private int At(int age) => (Next - age + history + 1) % (history + 1);

    /// <summary>−H g into <see cref="NextS"/>, H the approximate inverse Hessian; its slope along the gradient is returned.</summary>
    public double Direction(Processor processor)
    {
        var direction = NextS;
        Gradient.CopyTo(direction);
        ScaledSum.Scale(processor, -1, direction);
        int pairs = Pairs;
        Span<double> curvature = stackalloc double[pairs], along = stackalloc double[pairs];
        for (int age = 1; age <= pairs; age++)
        {
            curvature[age - 1] = DotProduct.Run(processor, S(age), Y(age));
            along[age - 1] = DotProduct.Run(processor, S(age), direction) / curvature[age - 1];
            ScaledSum.Run(processor, (float)-along[age - 1], Y(age), direction, direction);
        }

        if (pairs > 0)
            ScaledSum.Scale(processor, (float)(curvature[0] / DotProduct.Run(processor, Y(1), Y(1))), direction);
        for (int age = pairs; age >= 1; age--)
        {
            double across = DotProduct.Run(processor, Y(age), direction) / curvature[age - 1];
            ScaledSum.Run(processor, (float)(along[age - 1] - across), S(age), direction, direction);
        }

        return DotProduct.Run(processor, Gradient, direction);
    }
}
