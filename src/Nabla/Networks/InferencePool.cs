namespace Nabla.Networks;

/// <summary>Predicts on any number of threads at once: each call borrows an <see cref="InferenceWorkspace"/> that no other thread has.</summary>
/// <remarks>
/// A thread begins to look at a place of its own, so threads that call again and again each find their own workspace there, still in their
/// core's cache, and meet in no cache line. No call waits for another: when all places are taken a workspace is created for one call and dropped.
/// In the steady state nothing is allocated.
/// <para>Each call runs on the thread that makes it. The parameters may change between calls, not during one.</para>
/// </remarks>
internal sealed class InferencePool
{
    /// <summary>The number of rows that a call of many rows processes at once.</summary>
    public const int BlockRows = 256;

    private const int FewestPlaces = 16;

    private readonly Network _network;
    private readonly Processor _processor;
    private readonly InferenceWorkspace?[] _single;
    private readonly InferenceWorkspace?[] _blocks;

    /// <summary>An empty pool: workspaces are created as calls need them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="processor">One thread, so that all calls may share it.</param>
    /// <exception cref="ArgumentException">The processor has more than one thread.</exception>
    public InferencePool(Network network, Processor processor)
    {
        if (processor.Threads != 1)
            throw new ArgumentException($"InferencePool: the processor has {processor.Threads} threads; expected 1, since each call runs on its caller's thread.", nameof(processor));
        (_network, _processor) = (network, processor);
        int places = Math.Max(FewestPlaces, 4 * Environment.ProcessorCount);
        (_single, _blocks) = (new InferenceWorkspace?[places], new InferenceWorkspace?[places]);
    }

    /// <summary>Gets the number of workspaces that the pool keeps.</summary>
    public int Kept => _single.Concat(_blocks).Count(workspace => workspace is not null);

    /// <summary>Computes the outputs for rows of features: what <see cref="Network.Predict"/> computes, to the bit.</summary>
    /// <param name="x">The features, [rows, inputs], all finite.</param>
    /// <param name="outputs">Receives the outputs, [rows, outputs].</param>
    /// <exception cref="ArgumentException">A shape differs from these, or a feature is not finite.</exception>
    public void Predict(ReadOnlyMatrixView x, MatrixView outputs)
    {
        _network.RequirePredictable(x, outputs);
        var workspace = x.Rows == 1 ? Rent(_single, batchCapacity: 1) : Rent(_blocks, BlockRows);
        try
        {
            workspace.Predict(x, outputs);
        }
        finally
        {
            workspace.Leave();
        }
    }

    private InferenceWorkspace Rent(InferenceWorkspace?[] places, int batchCapacity)
    {
        int own = (int)((uint)Environment.CurrentManagedThreadId % (uint)places.Length);
        if (places[own] is { } workspace)
        {
            if (workspace.TryEnter())
                return workspace;
        }
        else if (batchCapacity == 1)
        {
            // Small, and a thread that borrowed another's in every call would take its cache lines from it each time.
            return Create(places, own, batchCapacity);
        }

        return Find(places, own) ?? Create(places, own, batchCapacity);
    }

    /// <summary>A free workspace elsewhere: for many rows, one that exists is better than one more.</summary>
    private static InferenceWorkspace? Find(InferenceWorkspace?[] places, int own)
    {
        for (int i = 1; i < places.Length; i++)
        {
            if (places[(own + i) % places.Length] is { } workspace && workspace.TryEnter())
                return workspace;
        }

        return null;
    }

    /// <summary>A new workspace, in the first empty place or, if there is none, for one call.</summary>
    private InferenceWorkspace Create(InferenceWorkspace?[] places, int own, int batchCapacity)
    {
        var workspace = new InferenceWorkspace(_network, batchCapacity, _processor);
        workspace.TryEnter();
        for (int i = 0; i < places.Length; i++)
        {
            if (Interlocked.CompareExchange(ref places[(own + i) % places.Length], workspace, null) is null)
                break;
        }

        return workspace;
    }
}
