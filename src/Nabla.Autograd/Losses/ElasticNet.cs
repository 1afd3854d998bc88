using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Losses;

/// <summary>The penalty λ₁ Σ|w| + λ₂ Σw² on weights; biases, scales and shifts are not penalised. Its gradient is λ₁ sign(w) + 2 λ₂ w, with sign(0) = 0.</summary>
/// <param name="L1">λ₁, one for all weights or one for each, in order.</param>
/// <param name="L2">λ₂, not halved, in the same form.</param>
public sealed record ElasticNet(IReadOnlyList<double> L1, IReadOnlyList<double> L2)
{
    /// <summary>Initializes a penalty with one λ₁ and one λ₂ for all weights.</summary>
    public ElasticNet(double first, double second)
        : this([first], [second])
    {
    }

    /// <summary>Returns the penalty, 1x1; null if all coefficients are 0.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="nodes">The nodes in place of the parameters.</param>
    public Node? Of(IReadOnlyList<Parameter> parameters, ReadOnlySpan<Node> nodes)
    {
        Node? sum = null;
        int weight = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (parameters[i].Role != ParameterRole.Weight)
                continue;
            double first = Coefficient(L1, weight), second = Coefficient(L2, weight);
            weight++;
            if (first != 0)
                Add(first * nodes[i].Abs().Sum());
            if (second != 0)
                Add(second * nodes[i].Squared().Sum());
        }

        return sum;

        void Add(Node term) => sum = sum is null ? term : sum + term;
    }

    private static double Coefficient(IReadOnlyList<double> coefficients, int weight) => coefficients[coefficients.Count == 1 ? 0 : weight];
}
