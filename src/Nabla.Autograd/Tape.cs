namespace Nabla.Autograd;

/// <summary>Records computations in order, and differentiates them in reverse.</summary>
/// <remarks>
/// <para>
/// Define by run: <see cref="Variable"/> and <see cref="Constant(Matrix)"/> create nodes, arithmetic on nodes is computed immediately and recorded,
/// and <see cref="Gradient(Node, IReadOnlyList{Node}, Node?, bool)"/> traverses the record backwards. It is a loop, so the
/// depth of a computation is only limited by memory. Operations that do not depend on a variable are not recorded.
/// </para>
/// <para>A gradient consists of nodes. If it is recorded, it can be differentiated again; otherwise it is only a value.</para>
/// <para>A tape must be used by one thread. Threads inside a product never change a result.</para>
/// </remarks>
/// <param name="threads">The maximum number of threads of a large product; at least 1. Default 1.</param>
public sealed partial class Tape(int threads = 1)
{
    private readonly List<Node> _nodes = [];
    private readonly MatrixPool _pool = new();
    private bool _recording = true;

    /// <summary>Gets the maximum number of threads of a large product; never changes a result.</summary>
    public int Threads { get; } = threads >= 1
        ? threads
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, $"A tape takes at least 1 thread; got {threads}.");

    /// <summary>Gets the number of nodes on the tape: variables, and results computed from them.</summary>
    public int Count => _nodes.Count;

    /// <summary>Gets the number of resets: nodes of another generation are no longer valid.</summary>
    internal int Generation { get; private set; }

    /// <summary>Creates a variable, with respect to which can be differentiated. The matrix is not copied: do not modify it until gradients are computed.</summary>
    public Node Variable(Matrix value)
    {
        var node = new Node(this, value);
        Record(node);
        return node;
    }

    /// <summary>Creates a constant. The matrix is not copied.</summary>
    public Node Constant(Matrix value) => new(this, value);

    /// <summary>Creates a scalar constant, 1x1, which broadcasts to any shape.</summary>
    public Node Constant(double value) => new(this, value);

    /// <summary>Clears the tape and reclaims its memory, for the next step of a training run. Earlier nodes must not be used again.</summary>
    public void Reset()
    {
        _nodes.Clear();
        _pool.ReclaimFrom(0, except: []);
        Generation++;
    }

    /// <summary>Computes a primitive, and records it if a gradient can flow through it.</summary>
    internal Node Compute(Primitive primitive, Node[] inputs, object? setting)
    {
        bool recorded = false;
        foreach (var input in inputs)
        {
            if (input.Tape != this)
                throw new ArgumentException($"{primitive.Name}: one input belongs to another tape. Make all nodes of one computation on one tape.");
            recorded |= input.RequiresGradient;
        }

        var node = new Node(this, primitive, inputs, setting);
        node.Compute(_pool.Rent(node.Shape));
        if (recorded && _recording && primitive.HasDerivative)
            Record(node);
        else
            node.Forget();
        return node;
    }

    private void Record(Node node)
    {
        node.Record(_nodes.Count);
        _nodes.Add(node);
    }
}
