using Nabla.Networks;

namespace Nabla;

public sealed partial class Network
{
    /// <summary>Creates a multilayer perceptron: linear layers with activations between them. Outputs logits, or probabilities with a softmax.</summary>
    /// <remarks>
    /// A hidden layer is, in this order,
    /// <code>
    /// Linear → normalisation → activation → dropout
    /// </code>
    /// The normalisation precedes the activation, as in Ioffe and Szegedy 2015; dropout follows it, as in Srivastava et al. 2014. In a residual network a
    /// hidden layer as wide as the one before it becomes a <see cref="Residual"/> block of these.
    /// </remarks>
    /// <param name="inputs">The number of input features.</param>
    /// <param name="hidden">The widths of the hidden layers; empty for a linear model.</param>
    /// <param name="outputs">The number of outputs: classes, or values in a regression.</param>
    /// <param name="activation">The activation of the hidden layers. Default ELU.</param>
    /// <param name="initializer">The distribution of the initial weights. Default Kaiming normal; the first layer has gain 1, since no rectifier has halved its input.</param>
    /// <param name="normalization">The normalisation between a linear layer and its activation. Default none.</param>
    /// <param name="dropout">The probability of dropping an activation's output in training. Default 0.</param>
    /// <param name="residual">Whether hidden layers as wide as the one before them add their input to their output. Default false.</param>
    /// <param name="softmax">Whether a softmax follows the last linear layer. Default false, because losses such as <c>SoftmaxCrossEntropy</c> expect logits.</param>
    /// <param name="seed">The seed of the initial parameters, as in <see cref="Network.Initialize(ulong)"/>. Default null: initialise the network before training.</param>
    /// <returns>A network, initialised if a seed was given.</returns>
    public static Network Create(
        int inputs,
        IReadOnlyList<int> hidden,
        int outputs,
        Activation activation = Activation.Elu,
        Initializer initializer = Initializer.KaimingNormal,
        Normalization normalization = Normalization.None,
        double dropout = 0,
        bool residual = false,
        bool softmax = false,
        ulong? seed = null)
    {
        var layers = new List<Layer>();
        int width = inputs;
        foreach (int next in hidden)
        {
            var block = Hidden(width, next).ToList();
            if (residual && layers.Count > 0 && width == next)
                layers.Add(new Residual(block));
            else
                layers.AddRange(block);
            width = next;
        }

        layers.Add(Linear(width, outputs));
        if (softmax)
            layers.Add(new Softmax(outputs));
        var network = new Network(layers);
        if (seed is { } given)
            network.Initialize(given);
        return network;

        IEnumerable<Layer> Hidden(int from, int to)
        {
            yield return Linear(from, to);
            if (normalization != Normalization.None)
                yield return Normalize(to);
            yield return ElementwiseLayer.Create(activation, to);
            if (dropout > 0)
                yield return new Dropout(to, dropout);
        }

        Layer Normalize(int width) => normalization switch
        {
            Normalization.Batch => new BatchNorm(width),
            Normalization.Whitening => new WhiteningBatchNorm(width),
            _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, "There is no such normalisation."),
        };

        Linear Linear(int from, int to) => new(from, to, initializer, gain: layers.Count == 0 ? 1 : Initialization.RectifierGain);
    }
}
