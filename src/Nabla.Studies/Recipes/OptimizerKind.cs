namespace Nabla.Studies;

/// <summary>The update rules a recipe can name.</summary>
public enum OptimizerKind
{
    /// <summary><see cref="Nabla.Sgd"/>: stochastic gradient descent, with momentum if the recipe gives one.</summary>
    Sgd,

    /// <summary><see cref="Nabla.Adam"/>.</summary>
    Adam,

    /// <summary><see cref="Nabla.Adam"/> with weight decay, by default 0.01 as in PyTorch.</summary>
    AdamW,

    /// <summary><see cref="Networks.RmsProp"/>.</summary>
    RmsProp,

    /// <summary><see cref="Networks.TrainingMethod.Lbfgs"/>, for small data: each epoch is one step on the whole training split.</summary>
    Lbfgs,
}
