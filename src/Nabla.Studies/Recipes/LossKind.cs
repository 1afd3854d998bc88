namespace Nabla.Studies;

/// <summary>The losses a recipe can name. All but the first compare each output with 1 for the true class and 0 for the others.</summary>
public enum LossKind
{
    /// <summary><see cref="Losses.SoftmaxCrossEntropy"/>.</summary>
    SoftmaxCrossEntropy,

    /// <summary><see cref="Losses.BinaryCrossEntropy"/>: each class against the rest.</summary>
    BinaryCrossEntropy,

    /// <summary><see cref="Losses.MeanSquaredError"/>.</summary>
    MeanSquaredError,

    /// <summary><see cref="Losses.MeanAbsoluteError"/>.</summary>
    MeanAbsoluteError,

    /// <summary><see cref="Losses.Huber"/> with δ = 1.</summary>
    Huber,
}
