namespace Nabla.Networks;

/// <summary>Decoupled weight decay: weights lose a share of themselves before each update, whatever their gradients.</summary>
/// <remarks>
/// <code>
/// θ ← θ (1 − η λ), computed as fma(−η λ, θ, θ)      for weights; biases, scales and shifts keep what they have
/// </code>
/// After Loshchilov and Hutter 2019, "Decoupled weight decay regularization"; η is the rate of this step, schedule included, as in PyTorch's AdamW.
/// PyTorch decays every parameter of the groups that it is given, so by default biases too; here only weights
/// (<see cref="Parameter.IsWeight"/>) decay. It is not the penalty λ/2 ‖θ‖² in the loss (PyTorch's <c>weight_decay</c> of SGD, Adam and RMSprop):
/// that one goes through the gradient, so momentum and the division by a root change it. −η λ is made in double precision and then
/// rounded; 1 − η λ is not: its rounding would be the same error in the share of every weight (1.3 % of it where η λ is 1e-6).
/// </remarks>
internal sealed class WeightDecay
{
    /// <summary>The rule.</summary>
    /// <param name="weightDecay">λ: a finite number, at least 0; 0 does nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public WeightDecay(double weightDecay)
    {
        if (!(weightDecay >= 0 && double.IsFinite(weightDecay)))
            throw new ArgumentOutOfRangeException(nameof(weightDecay), weightDecay, FormattableString.Invariant($"The weight decay is {weightDecay}; it must be a finite number, at least 0."));
        Value = weightDecay;
    }

    /// <summary>λ.</summary>
    public double Value { get; }

    /// <summary>Shrinks the weights. Allocates nothing.</summary>
    /// <param name="processor">Where the kernel runs.</param>
    /// <param name="parameters">Those of role Weight are changed.</param>
    /// <param name="learningRate">η.</param>
    public void Apply(Processor processor, ParameterStore parameters, float learningRate)
    {
        float share = (float)(-learningRate * Value);
        if (share == 0)
            return;
        for (int i = 0; i < parameters.All.Count; i++)
        {
            if (parameters.All[i].IsWeight)
                ScaledSum.Run(processor, share, parameters.All[i].Value.Data, parameters.All[i].Value.Data, parameters.All[i].Value.Data);
        }
    }
}
