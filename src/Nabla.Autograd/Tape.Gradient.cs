namespace Nabla.Autograd;

/// <content>The backward pass.</content>
public sealed partial class Tape
{
    /// <summary>Computes ∂(output)/∂(variable).</summary>
    /// <param name="output">The node to differentiate: 1x1, or any shape with a seed.</param>
    /// <param name="variable">The node to differentiate with respect to.</param>
    /// <param name="seed">∂L/∂(output), if a further function L of the output is differentiated. Default null: 1.</param>
    /// <param name="record">Whether the gradient will itself be differentiated.</param>
    /// <returns>The gradient, with the shape of the variable.</returns>
    /// <exception cref="ArgumentException">See the other overload.</exception>
    public Node Gradient(Node output, Node variable, Node? seed = null, bool record = false) => Gradient(output, [variable], seed, record)[0];

    /// <summary>Computes ∂(output)/∂(each variable) in one backward pass.</summary>
    /// <param name="output">The node to differentiate: 1x1, or any shape with a seed.</param>
    /// <param name="variables">The nodes to differentiate with respect to: variables, or intermediate results.</param>
    /// <param name="seed">∂L/∂(output), if a further function L of the output is differentiated. Default null: 1.</param>
    /// <param name="record">Whether the gradients will themselves be differentiated.</param>
    /// <returns>The gradients, each with the shape of its variable; zeros if the output does not depend on it.</returns>
    /// <exception cref="ArgumentException">
    /// The output is not 1x1 and there is no seed, the seed has another shape, or a node is a constant or of another tape.
    /// </exception>
    public IReadOnlyList<Node> Gradient(Node output, IReadOnlyList<Node> variables, Node? seed = null, bool record = false)
    {
        Require(output, variables, seed);
        bool before = _recording;
        int mark = _pool.Count;
        _recording = record;
        try
        {
            var gradients = WalkBack(output, variables, seed ?? Constant(1));
            if (!record)
                _pool.ReclaimFrom(mark, except: gradients);
            return gradients;
        }
        finally
        {
            _recording = before;
        }
    }

    /// <summary>Applies the chain rule from the output down to the first variable: each node passes its gradient to its inputs.</summary>
    private Node[] WalkBack(Node output, IReadOnlyList<Node> variables, Node seed)
    {
        int first = variables.Min(variable => variable.Index), count = Math.Max(0, output.Index - first + 1);
        var wanted = new bool[count];
        foreach (var variable in variables.Where(variable => variable.Index <= output.Index))
            wanted[variable.Index - first] = true;
        var depends = Dependents(first, wanted);
        var gradients = new Node?[count];
        if (count > 0)
            gradients[^1] = seed;

        for (int i = count - 1; i >= 0; i--)
        {
            if (gradients[i] is not { } dy || !depends[i])
                continue;
            var y = _nodes[first + i];
            for (int k = 0; k < y.Inputs.Length; k++)
            {
                int input = y.Inputs[k].Index - first;
                if (input < 0 || !depends[input])
                    continue;
                Node part = y.Primitive!.Derivative(y, dy, k).SumTo(y.Inputs[k].Shape);
                gradients[input] = gradients[input] is { } sum ? sum + part : part;
            }

            if (!wanted[i])
                gradients[i] = null;
        }

        return [.. variables.Select(variable => variable.Index <= output.Index ? Gradient(variable) : Zeros(variable))];

        Node Gradient(Node variable) => gradients[variable.Index - first] ?? Zeros(variable);

        Node Zeros(Node variable) => Constant(new Matrix(variable.Rows, variable.Columns));
    }

    /// <summary>Returns which nodes are wanted or depend on a wanted one.</summary>
    private bool[] Dependents(int first, bool[] wanted)
    {
        bool[] depends = (bool[])wanted.Clone();
        for (int i = 0; i < depends.Length; i++)
        {
            foreach (var input in _nodes[first + i].Inputs)
                depends[i] |= input.Index >= first && depends[input.Index - first];
        }

        return depends;
    }

    private void Require(Node output, IReadOnlyList<Node> variables, Node? seed)
    {
        if (seed is null && output.Shape != new Shape(1, 1))
        {
            throw new ArgumentException(
                $"A gradient is that of one number; got an output of {output.Shape}. Sum it, or give a seed of its shape.");
        }

        if (seed is not null && seed.Shape != output.Shape)
            throw new ArgumentException($"The seed is {seed.Shape}; expected the output's shape, {output.Shape}.");
        if (output.Tape != this || (seed is not null && seed.Tape != this) || variables.Any(variable => variable.Tape != this))
            throw new ArgumentException("A node belongs to another tape. Make all nodes of one computation on one tape.");
        if (variables.Count == 0 || variables.Any(variable => !variable.RequiresGradient))
        {
            throw new ArgumentException(
                "One of the nodes to differentiate by is a constant, or there is none. Make it with Tape.Variable, and do not detach it.");
        }
    }
}
