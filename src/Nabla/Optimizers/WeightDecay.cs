namespace Nabla.Networks;

/// <summary>Decoupled weight decay: scales weights towards 0 before each update, independently of their gradients.</summary>
/// <remarks>
/// <code>
/// θ ← θ (1 − η λ), computed as fma(−η λ, θ, θ)      for weights; biases, scales and shifts are unchanged
/// </code>
/// Loshchilov and Hutter 2019, "Decoupled weight decay regularization"; η is the learning rate of this step, schedule included, as in PyTorch's AdamW.
/// PyTorch decays every parameter of the groups that it is given, so by default biases too; here only weights
/// (<see cref="Parameter.IsWeight"/>) decay. It differs from the penalty λ/2 ‖θ‖² in the loss (PyTorch's <c>weight_decay</c> of SGD, Adam and RMSprop),
/// whose gradient momentum and the division by a root modify. −η λ is computed in double precision and then
/// rounded; 1 − η λ is not rounded, since that would change the decay of every weight by the same relative error (1.3 % where η λ is 1e-6).
/// </remarks>
internal sealed class WeightDecay
{
    /// <summary>Initializes the weight decay.</summary>
    /// <param name="weightDecay">λ; finite, at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public WeightDecay(double weightDecay)
    {
        if (!(weightDecay >= 0 && double.IsFinite(weightDecay)))
            throw new ArgumentOutOfRangeException(nameof(weightDecay), weightDecay, FormattableString.Invariant($"The weight decay is {weightDecay}; it must be a finite number, at least 0."));
        Value = weightDecay;
    }

    /// <summary>Gets λ.</summary>
    public double Value { get; }

    /// <summary>Scales the weights. Allocates nothing.</summary>
    /// <param name="processor">The processor that runs the kernel.</param>
    /// <param name="parameters">The parameters, of which only weights are changed.</param>
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
