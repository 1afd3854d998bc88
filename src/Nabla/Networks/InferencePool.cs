namespace Nabla.Networks;

/// <summary>Predicts on any number of threads at the same time: each call borrows an <see cref="InferenceWorkspace"/> that no other thread is using.</summary>
/// <remarks>
/// Each thread starts its search at its own slot, so threads that call repeatedly find their own workspace there, still in their core's cache,
/// and share no cache line. No call waits for another: if all slots are in use, a workspace is created for one call and discarded.
/// In the steady state nothing is allocated.
/// <para>Each call runs on the thread that makes it. The parameters may change between calls, not during one.</para>
/// </remarks>
internal sealed class InferencePool
{
    /// <summary>The number of rows that a call with many rows processes at a time.</summary>
    public const int BlockRows = 256;

    private const int FewestPlaces = 16;

    private readonly Network _network;
    private readonly Processor _processor;
    private readonly InferenceWorkspace?[] _single;
    private readonly InferenceWorkspace?[] _blocks;

    /// <summary>Initializes an empty pool: workspaces are created on demand.</summary>
    /// <param name="network">The network.</param>
    /// <param name="processor">A processor with one thread, so that all calls may share it.</param>
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

    /// <summary>Computes the outputs for rows of features, bit-identical to <see cref="Network.Predict"/>.</summary>
    /// <param name="x">The features, [rows, inputs], all finite.</param>
    /// <param name="outputs">Receives the outputs, [rows, outputs].</param>
    /// <exception cref="ArgumentException">A shape differs from the one documented, or a feature is not finite.</exception>
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
            // Small workspaces are not borrowed: a thread using another thread's in every call would move its cache lines each time.
            return Create(places, own, batchCapacity);
        }

        return Find(places, own) ?? Create(places, own, batchCapacity);
    }

    /// <summary>Returns a free workspace in another slot: for many rows, reusing one is better than creating another.</summary>
    private static InferenceWorkspace? Find(InferenceWorkspace?[] places, int own)
    {
        for (int i = 1; i < places.Length; i++)
        {
            if (places[(own + i) % places.Length] is { } workspace && workspace.TryEnter())
                return workspace;
        }

        return null;
    }

    /// <summary>Creates a workspace in the first empty slot or, if there is none, for one call.</summary>
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
