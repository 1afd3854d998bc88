namespace Nabla.Studies;

/// <summary>Specifies the optimizer of a recipe.</summary>
public enum OptimizerKind
{
    /// <summary><see cref="Nabla.Sgd"/>: stochastic gradient descent, with momentum if the recipe specifies one.</summary>
    Sgd,

    /// <summary><see cref="Nabla.Adam"/>.</summary>
    Adam,

    /// <summary><see cref="Nabla.Adam"/> with weight decay, by default 0.01 as in PyTorch.</summary>
    AdamW,

    /// <summary><see cref="Networks.RmsProp"/>.</summary>
    RmsProp,

    /// <summary><see cref="Networks.TrainingMethod.Lbfgs"/>, for small data sets: each epoch is one step on the whole training split.</summary>
    Lbfgs,
}
