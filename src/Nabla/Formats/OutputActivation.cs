namespace Nabla.Networks;

/// <summary>What turns the outputs of a network into predictions.</summary>
public enum OutputActivation
{
    /// <summary>None: the outputs are the predicted values, or already probabilities.</summary>
    None,

    /// <summary>A softmax: the outputs are logits, one a class, as cross-entropy trains them.</summary>
    Softmax,

    /// <summary>A sigmoid of each output: the outputs are logits of yes or no, as binary cross-entropy trains them.</summary>
    Sigmoid,
}
