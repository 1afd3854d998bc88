using System.Globalization;

namespace Nabla.Networks;

/// <summary>The elastic net penalty on weights, which includes lasso and ridge.</summary>
/// <remarks>
/// W one layer's weight, λ₁ and λ₂ that layer's coefficients.
/// <code>
/// penalty = Σ over layers of λ₁ ‖W‖₁ + λ₂ ‖W‖²        over its entries: Σ|w| and Σ w²
/// dW     += λ₁ sign(W) + 2 λ₂ W                        sign(0) = 0
/// </code>
/// Biases, γ and β are not penalised. Zou and Hastie 2005. Decoupled weight decay differs from it and is an option of the optimizers.
/// Derivation: docs/derivations/elastic-net.md.
/// </remarks>
internal sealed class ElasticNet
{
    private readonly Parameter[] _weights;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _sums;

    /// <summary>Initializes a penalty on a network's weights.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="first">λ₁, one for all weights or one for each in the order of the layers; finite, at least 0.</param>
    /// <param name="second">λ₂, in the same form.</param>
    /// <exception cref="ArgumentException">The number of coefficients is neither one nor the number of weights, or one is outside its range.</exception>
    public ElasticNet(ParameterStore parameters, IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        _weights = [.. parameters.All.Where(parameter => parameter.IsWeight)];
        (_first, _second) = (ForEach(first, "L1"), ForEach(second, "L2"));
        _sums = new double[_weights.Select(weight => ElasticNetGradient.SumsLength(weight.Count)).DefaultIfEmpty(0).Max()];
    }

    /// <summary>Adds the penalty's gradient to the weights' gradients. Allocates nothing.</summary>
    /// <param name="processor">The processor that runs the kernel.</param>
    /// <returns>The penalty.</returns>
    public double AddGradient(Processor processor)
    {
        double penalty = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            if (_first[i] == 0 && _second[i] == 0)
                continue;
            var (absolute, squared) = ElasticNetGradient.Add(
                processor, _weights[i].Value.Data, _weights[i].Gradient.Data, (float)_first[i], (float)_second[i], _sums);
            penalty += (_first[i] * absolute) + (_second[i] * squared);
        }

        return penalty;
    }

    /// <summary>Returns the number of weights of a network, which is also the permitted number of coefficients.</summary>
    public static int WeightsOf(ParameterStore parameters) => parameters.All.Count(parameter => parameter.IsWeight);

    private double[] ForEach(IReadOnlyList<double> coefficients, string name)
    {
        if (coefficients.Count != 1 && coefficients.Count != _weights.Length)
        {
            throw new ArgumentException(
                $"{name} has {coefficients.Count} coefficients; expected 1 for all weights, or {_weights.Length}, one for each weight of the network.", name);
        }

        foreach (double coefficient in coefficients)
        {
            if (!(coefficient >= 0 && float.IsFinite((float)coefficient)))
                throw new ArgumentOutOfRangeException(name, coefficient, string.Create(CultureInfo.InvariantCulture, $"A coefficient of {name} is {coefficient}; it must be a finite number, at least 0."));
        }

        return coefficients.Count == 1 ? [.. _weights.Select(_ => coefficients[0])] : [.. coefficients];
    }
}
