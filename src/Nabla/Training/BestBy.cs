namespace Nabla.Networks;

/// <summary>Specifies the validation metric that selects the best epoch.</summary>
public enum BestBy
{
    /// <summary>The accuracy: higher is better. For classification only, where it is the default.</summary>
    Accuracy,

    /// <summary>The accuracy, and among epochs of equal accuracy the mean loss: with a small validation set many epochs have equal accuracy. For classification only.</summary>
    AccuracyThenLoss,

    /// <summary>The mean loss: lower is better. For any task; the default of regression.</summary>
    Loss,

    /// <summary>The root mean squared error: lower is better. For regression only.</summary>
    Rmse,

    /// <summary>The coefficient of determination: higher is better. For regression only.</summary>
    R2,
}
