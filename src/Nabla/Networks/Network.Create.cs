using Nabla.Networks;

namespace Nabla;

public sealed partial class Network
{
    /// <summary>Creates a multilayer perceptron: linear layers with an activation between each two. It outputs logits, or with a softmax probabilities.</summary>
    /// <remarks>
    /// A hidden layer is, in this order,
    /// <code>
    /// Linear → normalisation → activation → dropout
    /// </code>
    /// (U10 for the place of the normalisation; Srivastava et al. 2014 drop the outputs of the activation). In a residual network a hidden layer that
    /// is as wide as the one before it becomes a <see cref="Residual"/> block of these.
    /// </remarks>
    /// <param name="inputs">Features of a row.</param>
    /// <param name="hidden">The widths between; none gives a linear model.</param>
    /// <param name="outputs">Classes.</param>
    /// <param name="activation">What stands between two linear layers. Default ELU (convention U7).</param>
    /// <param name="initializer">How weights begin; the first layer without the rectifier's gain, since its input has passed none. Default Kaiming normal (U8).</param>
    /// <param name="normalization">What stands between a linear layer and its activation. Default none (U6).</param>
    /// <param name="dropout">The probability with which what an activation puts out is dropped in training. Default 0.</param>
    /// <param name="residual">Whether hidden layers as wide as the one before them add their input to their output. Default false.</param>
    /// <param name="softmax">Whether a softmax follows the last linear layer. Default false: <c>SoftmaxCrossEntropy</c> and its relatives take logits.</param>
    /// <param name="seed">Draws the initial parameters, as <see cref="Network.Initialize(ulong)"/> does. Default none: the network must be initialised before training.</param>
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
