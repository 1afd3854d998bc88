namespace Nabla.Autograd;

/// <summary>Writes down what is computed, in order, and differentiates it by reading backwards.</summary>
/// <remarks>
/// <para>
/// Define by run: <see cref="Variable"/> and <see cref="Constant(Matrix)"/> make nodes, arithmetic on nodes computes at once and records,
/// and <see cref="Gradient(Node, IReadOnlyList{Node}, Node?, bool)"/> walks the record from the end to the beginning. It is a loop, so the
/// depth of a computation is limited by memory alone. What depends on no variable is not recorded.
/// </para>
/// <para>A gradient is made of nodes. Recorded, it can be differentiated again; else it is a value and costs nothing further.</para>
/// <para>One tape is for one thread. Threads inside a product change no bit of it.</para>
/// </remarks>
/// <param name="threads">How many threads a large product may use. Default 1. At least 1.</param>
public sealed partial class Tape(int threads = 1)
{
    private readonly List<Node> _nodes = [];
    private readonly MatrixPool _pool = new();
    private bool _recording = true;

    /// <summary>How many threads a large product may use; never changes a result.</summary>
    public int Threads { get; } = threads >= 1
        ? threads
        : throw new ArgumentOutOfRangeException(nameof(threads), threads, $"A tape takes at least 1 thread; got {threads}.");

    /// <summary>Nodes on the tape: variables, and what was computed from them.</summary>
    public int Count => _nodes.Count;

    /// <summary>How often this tape was reset: nodes of another generation are out of date.</summary>
    internal int Generation { get; private set; }

    /// <summary>Something to differentiate by. The matrix is not copied: leave it alone until gradients are taken.</summary>
    public Node Variable(Matrix value)
    {
        var node = new Node(this, value);
        Record(node);
        return node;
    }

    /// <summary>Something that calculus passes by. The matrix is not copied.</summary>
    public Node Constant(Matrix value) => new(this, value);

    /// <summary>A number that calculus passes by, 1x1: it stretches to whatever it meets.</summary>
    public Node Constant(double value) => new(this, value);

    /// <summary>Empties the tape and takes its memory back, for the next step of a training run. Nodes of before must not be used again.</summary>
    public void Reset()
    {
        _nodes.Clear();
        _pool.ReclaimFrom(0, except: []);
        Generation++;
    }

    /// <summary>Computes a line of the table, and records it if a gradient can come back through it.</summary>
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
