using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Losses;

/// <summary>λ₁ Σ|w| + λ₂ Σw² over the weights; biases, scales and shifts pay nothing. Its gradient is λ₁ sign(w) + 2 λ₂ w, with sign(0) = 0.</summary>
/// <param name="L1">λ₁.</param>
/// <param name="L2">λ₂; not halved.</param>
public sealed record ElasticNet(double L1, double L2)
{
    /// <summary>The penalty, 1x1; null where it is 0 whatever the weights are.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="nodes">The nodes that stand for them.</param>
    public Node? Of(IReadOnlyList<Parameter> parameters, ReadOnlySpan<Node> nodes)
    {
        Node? sum = null;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (parameters[i].Role != ParameterRole.Weight)
                continue;
            if (L1 != 0)
                Add(L1 * nodes[i].Abs().Sum());
            if (L2 != 0)
                Add(L2 * nodes[i].Squared().Sum());
        }

        return sum;

        void Add(Node term) => sum = sum is null ? term : sum + term;
    }
}
