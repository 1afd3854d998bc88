namespace Nabla.Studies;

/// <summary>Specifies the loss of a recipe. All but the first compare each output with 1 for the true class and 0 for the others.</summary>
public enum LossKind
{
    /// <summary><see cref="Nabla.SoftmaxCrossEntropy"/>.</summary>
    SoftmaxCrossEntropy,

    /// <summary><see cref="Networks.BinaryCrossEntropy"/>: each class against the rest.</summary>
    BinaryCrossEntropy,

    /// <summary><see cref="Nabla.MeanSquaredError"/>.</summary>
    MeanSquaredError,

    /// <summary><see cref="Networks.MeanAbsoluteError"/>.</summary>
    MeanAbsoluteError,

    /// <summary><see cref="Networks.Huber"/> with δ = 1.</summary>
    Huber,
}
