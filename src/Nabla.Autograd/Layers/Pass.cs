namespace Nabla.Autograd.Layers;

/// <summary>Specifies the purpose of a pass.</summary>
public enum PassMode
{
    /// <summary>Training: normalisations use the batch's statistics, dropout its masks.</summary>
    Training,

    /// <summary>Inference for each row independently: normalisations use their running statistics.</summary>
    Inference,

    /// <summary>Inference for a whole batch: normalisations use its statistics, and nothing is dropped.</summary>
    Transductive,
}

/// <summary>The context of one pass: everything that a layer may depend on besides its input and parameters. For a single pass.</summary>
/// <param name="mode">The purpose of the pass.</param>
/// <param name="masks">
/// For each dropout layer in the order of the pass, the factors of its inputs, [samples, features]: 0 where dropped, 1/(1 − p) elsewhere.
/// Null: nothing is dropped.
/// </param>
public sealed class Pass(PassMode mode, IReadOnlyList<Matrix>? masks = null)
{
    private readonly List<Action> _updates = [];
    private int _masksUsed;

    /// <summary>Gets the purpose of the pass.</summary>
    public PassMode Mode { get; } = mode;

    /// <summary>Updates the running statistics with the batch's. Call it once after a training pass, before its tape is reset.</summary>
    public void UpdateStatistics()
    {
        foreach (var update in _updates)
            update();
        _updates.Clear();
    }

    /// <summary>Returns the next dropout layer's mask; null if nothing is dropped.</summary>
    internal Matrix? NextMask()
    {
        if (masks is null)
            return null;
        return _masksUsed < masks.Count
            ? masks[_masksUsed++]
            : throw new ArgumentException($"There are {masks.Count} masks, and more dropout layers. Give one mask for each layer.");
    }

    /// <summary>Throws if masks are left over.</summary>
    internal void RequireAllMasksUsed()
    {
        if (masks is not null && _masksUsed < masks.Count)
            throw new ArgumentException($"There are {masks.Count} masks, and {_masksUsed} dropout layers. Give one mask for each layer.");
    }

    /// <summary>Schedules running ← (1 − q) running + q batch.</summary>
    internal void Fold(Parameter running, Node batch, double momentum, double factor = 1) => _updates.Add(() =>
    {
        var (to, from) = (running.Value.Elements, batch.Value.Elements);
        for (int i = 0; i < to.Length; i++)
            to[i] = ((1 - momentum) * to[i]) + (momentum * factor * from[i]);
    });
}
