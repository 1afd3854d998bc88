namespace Nabla.Networks;

/// <summary>Which figure of the validation split decides between two epochs.</summary>
public enum BestBy
{
    /// <summary>The share that is correctly classified: higher is better. For classification only, whose default it is.</summary>
    Accuracy,

    /// <summary>The accuracy, and among epochs of the same accuracy the mean loss: on a small validation set many epochs have the same accuracy. For classification only.</summary>
    AccuracyThenLoss,

    /// <summary>The mean loss: lower is better. For any task; the default of regression.</summary>
    Loss,

    /// <summary>The root of the mean squared error: lower is better. For regression only.</summary>
    Rmse,

    /// <summary>The coefficient of determination: higher is better. For regression only.</summary>
    R2,
}
