namespace Nabla.Training;

/// <summary>Which figure of the validation split decides between two epochs.</summary>
public enum BestBy
{
    /// <summary>The share that is right: higher is better (convention U9 of the documents).</summary>
    Accuracy,

    /// <summary>The mean loss: lower is better.</summary>
    Loss,
}
