using System.Collections.Immutable;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The layers that the autograd engine can rebuild: the library's own and those that a program registers.</summary>
/// <remarks>
/// A registry is immutable. <see cref="With(string, Func{LayerDescription, Autograd.Layers.Layer})"/> returns a larger one:
/// <code>
/// var layers = AutogradLayers.Default.With("PRelu", description => new AutogradPRelu(description.Width));
/// var method = new AutogradMethod(new Sgd(0.1), layers);
/// </code>
/// </remarks>
public sealed class AutogradLayers
{
    private readonly ImmutableDictionary<string, Func<LayerDescription, AutogradLayers, Autograd.Layers.Layer>> _kinds;

    private AutogradLayers(ImmutableDictionary<string, Func<LayerDescription, AutogradLayers, Autograd.Layers.Layer>> kinds) => _kinds = kinds;

    /// <summary>Gets the registry with the library's own layers.</summary>
    public static AutogradLayers Default { get; } =
        new AutogradLayers(ImmutableDictionary.Create<string, Func<LayerDescription, AutogradLayers, Autograd.Layers.Layer>>(StringComparer.Ordinal))
            .With("Linear", layer => new Autograd.Layers.Linear(layer.Inputs, layer.Outputs))
            .With("Elu", layer => new Autograd.Layers.Elu(layer.GetSingle("alpha")))
            .With("Relu", _ => new Autograd.Layers.Relu())
            .With("LeakyRelu", layer => new Autograd.Layers.LeakyRelu(layer.GetSingle("slope")))
            .With("Sigmoid", _ => new Autograd.Layers.Sigmoid())
            .With("Tanh", _ => new Autograd.Layers.Tanh())
            .With("Softplus", _ => new Autograd.Layers.Softplus())
            .With("Softmax", _ => new Autograd.Layers.Softmax())
            .With("Identity", _ => new Autograd.Layers.Identity())
            .With("BatchNorm", layer => new Autograd.Layers.BatchNorm(layer.Width, layer.GetSingle("epsilon"), layer.GetSingle("momentum")))
            .With("WhiteningBatchNorm", layer => new Autograd.Layers.WhiteningBatchNorm(layer.Width, layer.GetSingle("epsilon"), layer.GetSingle("momentum")))
            .With("Dropout", _ => new Autograd.Layers.Dropout())
            .With("Residual", (layer, layers) => new Autograd.Layers.Residual([.. layer.Layers.Select(layers.Create)]));

    /// <summary>Returns a registry that also knows another kind of layer.</summary>
    /// <param name="kind">The kind, equal to <see cref="Layer.Kind"/>.</param>
    /// <param name="create">The function that creates the engine's layer, with parameters and statistics in the order and shapes of the library's layer.</param>
    /// <exception cref="ArgumentException">The kind is empty or already registered.</exception>
    public AutogradLayers With(string kind, Func<LayerDescription, Autograd.Layers.Layer> create) => With(kind, (description, _) => create(description));

    /// <summary>Rebuilds a network with its current parameters and running statistics.</summary>
    /// <exception cref="NotSupportedException">The registry does not know one of the layers.</exception>
    /// <exception cref="ArgumentException">A rebuilt layer has different parameters than the network's.</exception>
    internal Autograd.Layers.Sequence Rebuild(Network network)
    {
        var layers = network.Layers.Select(layer => (layer, Create(layer.Describe()))).ToList();
        foreach (var (layer, rebuilt) in layers)
        {
            Copy(layer, layer.Parameters, rebuilt.Parameters);
            Copy(layer, layer.Buffers, rebuilt.Statistics);
        }

        return new([.. layers.Select(pair => pair.Item2)]);

        static void Copy(Layer layer, IReadOnlyList<Parameter> from, IReadOnlyList<Autograd.Layers.Parameter> to)
        {
            string expected = Shapes(from.Select(parameter => (parameter.Rows, parameter.Columns))), found = Shapes(to.Select(parameter => (parameter.Value.Rows, parameter.Value.Columns)));
            if (found != expected)
                throw new ArgumentException($"The autograd layer registered for {layer} has parameters of shapes [{found}]; expected [{expected}].");
            for (int i = 0; i < from.Count; i++)
                to[i].Value.CopyFrom(from[i].Value.ToRowMajor());
        }

        static string Shapes(IEnumerable<(int Rows, int Columns)> shapes) => string.Join(", ", shapes.Select(shape => $"{shape.Rows}x{shape.Columns}"));
    }

    private AutogradLayers With(string kind, Func<LayerDescription, AutogradLayers, Autograd.Layers.Layer> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        return _kinds.ContainsKey(kind)
            ? throw new ArgumentException($"There is already an autograd layer of kind \"{kind}\" in this registry: choose another kind.", nameof(kind))
            : new(_kinds.Add(kind, create));
    }

    private Autograd.Layers.Layer Create(LayerDescription description) => _kinds.TryGetValue(description.Kind, out var create)
        ? create(description, this)
        : throw new NotSupportedException(
            $"The autograd engine does not support the layer {description}: register it with AutogradLayers.Default.With(\"{description.Kind}\", description => ...) and pass the registry to AutogradMethod.");
}
