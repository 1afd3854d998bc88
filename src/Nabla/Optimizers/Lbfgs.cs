namespace Nabla.Networks;

/// <summary>L-BFGS: a quasi-Newton method for small data sets, in which each step uses all examples.</summary>
/// <remarks>
/// g gradient, θ parameters, s and y the changes of θ and g in the last steps:
/// <code>
/// d = −H g        H from the last pairs (s, y), beginning with γ I, γ = s·y / y·y of the newest        two-loop recursion
/// θ ← θ + α d     α satisfies the Wolfe conditions
/// </code>
/// Nocedal 1980; algorithms 7.4 and 7.5 of Nocedal and Wright 2006, "Numerical optimization". <see cref="LineSearch"/> finds α: it first
/// tries α = 1, in the first step min(1, 1/‖g‖). A pair is kept if s·y is above 1e-10 ‖s‖ ‖y‖, so that H remains positive. If no lower loss is found,
/// all pairs are discarded and −g is tried. A search that hardly lowers the loss is followed by another in the same step: at a kink, which networks with
/// ReLU have, the first one ends there, and its pair improves the direction of the second. Parameters and pairs are floats; sums and losses are doubles in a fixed
/// order (<see cref="DotProduct"/>), so results are bit-identical for any number of threads and vector width. The method needs the gradients of the whole
/// loss, so it is not an <see cref="Optimizer"/> and takes an <see cref="IObjective"/>.
/// </remarks>
internal sealed class Lbfgs
{
    private const double MinCosine = 1e-10;
    private const int LongestHistory = 100;
    private const int SmoothEvaluations = 3;

    /// <summary>Initializes the method.</summary>
    /// <param name="history">The number of pairs to keep; from 1 to 100. Default 10, as in SciPy's L-BFGS-B; Nocedal and Wright recommend 3 to 20.</param>
    /// <param name="gradientTolerance">Converged if no derivative is larger; finite, at least 0. Default 1e-5, as in SciPy.</param>
    /// <param name="lossTolerance">
    /// Converged if a step, that is two successive line searches, lowers the loss by no more than this times max(1, |loss|); finite, at
    /// least 0. Default 1e-9, the value of PyTorch's <c>tolerance_change</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Lbfgs(int history = 10, double gradientTolerance = 1e-5, double lossTolerance = 1e-9)
    {
        if (history is < 1 or > LongestHistory)
            throw new ArgumentOutOfRangeException(nameof(history), history, $"The history is {history} pairs; it must be at least 1 and at most {LongestHistory}.");
        ThrowIfNotATolerance(gradientTolerance, nameof(gradientTolerance), "gradient");
        ThrowIfNotATolerance(lossTolerance, nameof(lossTolerance), "loss");
        (History, GradientTolerance, LossTolerance) = (history, gradientTolerance, lossTolerance);
    }

    /// <summary>Gets the number of pairs to keep.</summary>
    public int History { get; }

    /// <summary>Gets the largest derivative at which the method has converged.</summary>
    public double GradientTolerance { get; }

    /// <summary>Gets the decrease of the loss, relative to max(1, |loss|), at which the method has converged.</summary>
    public double LossTolerance { get; }

    /// <summary>Gets the kind of method: "Lbfgs".</summary>
    public string Kind => nameof(Lbfgs);

    /// <summary>Creates empty state for these parameters. Together with the parameters' values it is all that a checkpoint needs.</summary>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public OptimizerState CreateState(ParameterStore parameters) => parameters.Count > 0
        ? new(Kind, parameters.Values.Length, LbfgsMemory.BuffersFor(History), LbfgsMemory.Scalars)
        : throw new ArgumentException("There are no parameters, so there is nothing to train.", nameof(parameters));

    /// <summary>Returns why saved state does not belong to this method and these parameters, as the end of a sentence; null if it does.</summary>
    /// <param name="saved">The saved state.</param>
    /// <param name="parameters">The parameters to resume with.</param>
    public string? WhyNotFrom(TrainingState saved, ParameterStore parameters) =>
        OptimizerState.WhyNot(saved, Kind, parameters.Values.Length, LbfgsMemory.BuffersFor(History), LbfgsMemory.Scalars);

    /// <summary>Performs one step. Allocates no memory of its own.</summary>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="parameters">The parameters; receive the values after the step, and the gradients at these values.</param>
    /// <param name="state">State from <see cref="CreateState"/>. It stores the loss and gradient at the parameters' values, so no other code may change these values.</param>
    /// <param name="objective">Evaluates the loss and gradient of these parameters, at least once a step.</param>
    /// <exception cref="ArgumentException">The state belongs to another method or to other parameters.</exception>
    public LbfgsStep Step(Processor processor, ParameterStore parameters, OptimizerState state, IObjective objective)
    {
        OptimizerState.ThrowIfNotFor(Kind, LbfgsMemory.CountFor(History), parameters, state);
        var memory = new LbfgsMemory(state, History);
        int evaluations = 0;
        if (!memory.IsKnown)
        {
            evaluations++;
            memory.Remember(objective.Evaluate(), parameters.Gradients);
        }

        double loss = memory.Loss, largest = LargestMagnitude(memory.Gradient);
        if (!double.IsFinite(loss) || !double.IsFinite(largest))
        {
            memory.ForgetLoss();
            return new(LbfgsOutcome.NotFinite, loss, largest, evaluations);
        }

        if (largest <= GradientTolerance)
            return new(LbfgsOutcome.GradientConverged, loss, largest, evaluations);

        state.Step++;
        for (bool second = false; ; second = true)
        {
            if (!Search(processor, parameters, memory, objective, ref evaluations, out var point))
                return new(LbfgsOutcome.LineSearchFailed, memory.Loss, largest, evaluations);

            KeepPair(processor, parameters, memory);
            memory.Remember(point.Value, parameters.Gradients);
            largest = LargestMagnitude(memory.Gradient);
            if (largest <= GradientTolerance)
                return new(LbfgsOutcome.GradientConverged, point.Value, largest, evaluations);
            if (loss - point.Value > LossTolerance * Math.Max(1, Math.Max(Math.Abs(loss), Math.Abs(point.Value))))
                return new(LbfgsOutcome.Progress, point.Value, largest, evaluations);
            if (second)
                return new(point.Accepted ? LbfgsOutcome.LossConverged : LbfgsOutcome.LineSearchFailed, point.Value, largest, evaluations);
        }
    }

    /// <summary>Moves the parameters along the direction, or if that fails along the negative gradient. Returns false if neither lowers the loss.</summary>
    private static bool Search(
        Processor processor, ParameterStore parameters, LbfgsMemory memory, IObjective objective, ref int evaluations,
        out LineSearch.Point point)
    {
        while (true)
        {
            double slope = memory.Direction(processor);
            if (!(slope < 0 && double.IsFinite(slope)))
            {
                memory.ForgetPairs();
                slope = memory.Direction(processor);
            }

            parameters.Values.CopyTo(memory.NextY);
            var line = new ParameterLine(processor, parameters, objective, memory.NextY, memory.NextS);

            // Without pairs the first step is a guess, and if it is too long the reason is rarely a kink.
            var (first, smooth) = memory.Pairs > 0 ? (1, 0) : (Math.Min(1, 1 / Math.Sqrt(-slope)), SmoothEvaluations);
            point = LineSearch.Run(ref line, memory.Loss, slope, first, smooth, ref evaluations);
            if (point.Step != 0)
                return true;

            memory.NextY.CopyTo(parameters.Values);
            if (memory.Pairs == 0)
            {
                memory.Gradient.CopyTo(parameters.Gradients);
                return false;
            }

            memory.ForgetPairs();
        }
    }

    /// <summary>Computes s = θ − θ₀ and y = g − g₀ as rounded, and keeps the pair if the curvature along s is positive.</summary>
    private static void KeepPair(Processor processor, ParameterStore parameters, LbfgsMemory memory)
    {
        Span<float> s = memory.NextS, y = memory.NextY;
        ScaledSum.Run(processor, -1, y, parameters.Values, s);
        ScaledSum.Run(processor, -1, memory.Gradient, parameters.Gradients, y);
        double curvature = DotProduct.Run(processor, s, y);
        if (curvature > MinCosine * Math.Sqrt(DotProduct.Run(processor, s, s) * DotProduct.Run(processor, y, y)))
            memory.KeepPair();
    }

    private static double LargestMagnitude(ReadOnlySpan<float> values)
    {
        double largest = 0;
        foreach (float value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static void ThrowIfNotATolerance(double value, string name, string description)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"The {description} tolerance is {value}; it must be a finite number, at least 0."));
    }
}
