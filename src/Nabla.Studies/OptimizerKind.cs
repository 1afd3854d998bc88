namespace Nabla.Studies;

/// <summary>The update rules a recipe can name.</summary>
public enum OptimizerKind
{
    /// <summary><see cref="Optimizers.Sgd"/>: stochastic gradient descent, with momentum if the recipe gives one.</summary>
    Sgd,
}
