namespace Nabla.Networks;

/// <summary>The state of <see cref="Lbfgs"/>, as views of the buffers of an <see cref="OptimizerState"/>.</summary>
/// <remarks>
/// A ring of pairs (s, y), one more than the history, so that the newest can be built while all others are in use; and the loss and gradient at the
/// parameters' values:
/// <code>
/// buffers 0 … h            s.0, s.1, …
/// buffers h + 1 … 2h + 1   y.0, y.1, …
/// buffer  2h + 2           gradient
/// scalars                  pairs in use, the next pair, 1 if loss and gradient are known, the loss
/// </code>
/// </remarks>
internal readonly struct LbfgsMemory(OptimizerState state, int history)
{
    private const int PairsAt = 0;
    private const int NextAt = 1;
    private const int KnownAt = 2;
    private const int LossAt = 3;

    /// <summary>Gets the names of the scalars.</summary>
    public static IReadOnlyList<string> Scalars { get; } = ["pairs", "next", "known", "loss"];

    /// <summary>Returns the number of buffers for a history of this many pairs.</summary>
    public static int CountFor(int history) => (2 * (history + 1)) + 1;

    /// <summary>Returns the names of the buffers for a history of this many pairs.</summary>
    public static IReadOnlyList<string> BuffersFor(int history) =>
        [.. Enumerable.Range(0, history + 1).Select(pair => $"s.{pair}"), .. Enumerable.Range(0, history + 1).Select(pair => $"y.{pair}"), "gradient"];

    /// <summary>Gets the number of pairs in use.</summary>
    public int Pairs => (int)state.Scalar(PairsAt);

    /// <summary>Gets whether the loss and gradient are those at the parameters' values.</summary>
    public bool IsKnown => state.Scalar(KnownAt) != 0;

    /// <summary>Gets the loss at the parameters' values.</summary>
    public double Loss => state.Scalar(LossAt);

    /// <summary>Gets the gradient at the parameters' values.</summary>
    public Span<float> Gradient => state.Buffer((2 * history) + 2);

    /// <summary>Gets the S buffer of the pair being built: the direction, then s.</summary>
    public Span<float> NextS => state.Buffer(Next);

    /// <summary>Gets the Y buffer of the pair being built: the values before the step, then y.</summary>
    public Span<float> NextY => state.Buffer(history + 1 + Next);

    private int Next => (int)state.Scalar(NextAt);

    /// <summary>Returns a change of the parameters; age 1 is the newest.</summary>
    public Span<float> S(int age) => state.Buffer(At(age));

    /// <summary>Returns the corresponding change of the gradient.</summary>
    public Span<float> Y(int age) => state.Buffer(history + 1 + At(age));

    public void Remember(double loss, ReadOnlySpan<float> gradient)
    {
        (state.Scalar(LossAt), state.Scalar(KnownAt)) = (loss, 1);
        gradient.CopyTo(Gradient);
    }

    /// <summary>Makes the next step begin with an evaluation.</summary>
    public void ForgetLoss() => state.Scalar(KnownAt) = 0;

    public void ForgetPairs() => state.Scalar(PairsAt) = 0;

    /// <summary>Makes the pair being built the newest, and drops the oldest if there are too many.</summary>
    public void KeepPair()
    {
        state.Scalar(NextAt) = (Next + 1) % (history + 1);
        state.Scalar(PairsAt) = Math.Min(history, Pairs + 1);
    }

    private int At(int age) => (Next - age + history + 1) % (history + 1);

    /// <summary>Computes −H g into <see cref="NextS"/>, with H the approximate inverse Hessian, and returns its slope along the gradient.</summary>
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
