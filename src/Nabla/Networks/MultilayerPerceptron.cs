using Nabla.Layers;

namespace Nabla.Networks;

/// <summary>The network of the documents: linear layers with an activation between each two.</summary>
public static class MultilayerPerceptron
{
    /// <summary>Linear, activation, …, linear: the last puts out logits.</summary>
    /// <param name="inputs">Features of a row.</param>
    /// <param name="hidden">The widths between; none gives a linear model.</param>
    /// <param name="outputs">Classes.</param>
    /// <param name="activation">What stands between two linear layers. Default ELU (convention U7).</param>
    /// <param name="initializer">How weights begin; the first layer without the rectifier's gain, since its input has passed none. Default Kaiming normal (U8).</param>
    /// <returns>A network whose parameters are 0 until it is initialised.</returns>
    public static Network Create(
        int inputs, IReadOnlyList<int> hidden, int outputs, Activation activation = Activation.Elu, Initializer initializer = Initializer.KaimingNormal)
    {
        var layers = new List<Layer>();
        int width = inputs;
        foreach (int next in hidden)
        {
            layers.Add(Linear(width, next));
            layers.Add(activation.Create(next));
            width = next;
        }

        layers.Add(Linear(width, outputs));
        return new Network(layers);

        Linear Linear(int from, int to) => new(from, to, initializer, gain: layers.Count == 0 ? 1 : Initialization.RectifierGain);
    }
}
