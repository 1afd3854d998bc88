namespace Nabla.Autograd.Layers;

/// <summary>What a pass is for.</summary>
public enum PassMode
{
    /// <summary>To learn: normalisations use the batch's statistics, dropout its masks.</summary>
    Training,

    /// <summary>To answer, each row by itself: normalisations use their running statistics.</summary>
    Inference,

    /// <summary>To answer for a batch as a whole: normalisations use its statistics, and nothing is dropped.</summary>
    Transductive,
}

/// <summary>Everything a layer may know of one pass besides its input and parameters. Good for one pass.</summary>
/// <param name="mode">What the pass is for.</param>
/// <param name="masks">
/// For each dropout layer in the order of the pass, the factors of its inputs, [samples, features]: 0 where dropped, 1/(1 − p) elsewhere.
/// Null: nothing is dropped.
/// </param>
public sealed class Pass(PassMode mode, IReadOnlyList<Matrix>? masks = null)
{
    private readonly List<Action> _updates = [];
    private int _masksUsed;

    /// <summary>What the pass is for.</summary>
    public PassMode Mode { get; } = mode;

    /// <summary>Folds the batch's statistics into the running ones; once, after a training pass, before its tape is reset.</summary>
    public void UpdateStatistics()
    {
        foreach (var update in _updates)
            update();
        _updates.Clear();
    }

    /// <summary>The next dropout layer's mask; null when nothing is dropped.</summary>
    internal Matrix? NextMask()
    {
        if (masks is null)
            return null;
        return _masksUsed < masks.Count
            ? masks[_masksUsed++]
            : throw new ArgumentException($"There are {masks.Count} masks, and more dropout layers. Give one mask for each layer.");
    }

    /// <summary>Refuses masks that no layer took.</summary>
    internal void RequireAllMasksUsed()
    {
        if (masks is not null && _masksUsed < masks.Count)
            throw new ArgumentException($"There are {masks.Count} masks, and {_masksUsed} dropout layers. Give one mask for each layer.");
    }

    /// <summary>running ← (1 − q) running + q batch, later.</summary>
    internal void Fold(Parameter running, Node batch, double momentum, double factor = 1) => _updates.Add(() =>
    {
        var (to, from) = (running.Value.Elements, batch.Value.Elements);
        for (int i = 0; i < to.Length; i++)
            to[i] = ((1 - momentum) * to[i]) + (momentum * factor * from[i]);
    });
}
