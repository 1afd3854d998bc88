using System.Collections.Immutable;

namespace Nabla.Networks;

/// <summary>Creates layers from descriptions: the library's own layers and those that a program registers.</summary>
/// <remarks>
/// A registry is immutable. <see cref="With(string, Func{LayerDescription, Layer})"/> returns a larger one:
/// <code>
/// var layers = LayerRegistry.Default.With("PRelu", description => new PRelu(description.Width));
/// var model = ModelFile.Load(path, layers);
/// </code>
/// </remarks>
public sealed class LayerRegistry
{
    private readonly ImmutableDictionary<string, Func<LayerDescription, LayerRegistry, Layer>> _kinds;

    private LayerRegistry(ImmutableDictionary<string, Func<LayerDescription, LayerRegistry, Layer>> kinds) => _kinds = kinds;

    /// <summary>Gets the registry with the library's own layers.</summary>
    public static LayerRegistry Default { get; } =
        new LayerRegistry(ImmutableDictionary.Create<string, Func<LayerDescription, LayerRegistry, Layer>>(StringComparer.Ordinal))
            .With("Linear", description => new Linear(description.Inputs, description.Outputs))
            .With("Elu", description => new Elu(description.Width, description.GetSingle("alpha")))
            .With("Relu", description => new Relu(description.Width))
            .With("LeakyRelu", description => new LeakyRelu(description.Width, description.GetSingle("slope")))
            .With("Sigmoid", description => new Sigmoid(description.Width))
            .With("Tanh", description => new Tanh(description.Width))
            .With("Softplus", description => new Softplus(description.Width))
            .With("Identity", description => new Identity(description.Width))
            .With("Softmax", description => new Softmax(description.Width))
            .With("BatchNorm", description => new BatchNorm(description.Width, description.GetSingle("epsilon"), description.GetSingle("momentum")))
            .With("WhiteningBatchNorm", description => new WhiteningBatchNorm(description.Width, description.GetSingle("epsilon"), description.GetSingle("momentum")))
            .With("Dropout", description => new Dropout(description.Width, description.GetDouble("probability")))
            .With("Residual", (description, registry) => new Residual([.. description.Layers.Select(registry.Create)]));

    /// <summary>Gets the registered kinds, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. _kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Returns a registry that also knows another kind of layer.</summary>
    /// <param name="kind">The kind, equal to <see cref="Layer.Kind"/>.</param>
    /// <param name="create">The function that creates the described layer; its parameters need no values yet.</param>
    /// <exception cref="ArgumentException">The kind is empty or already registered.</exception>
    public LayerRegistry With(string kind, Func<LayerDescription, Layer> create) => With(kind, (description, _) => create(description));

    /// <summary>Returns a registry that also knows another kind of block.</summary>
    /// <param name="kind">The kind, equal to <see cref="Layer.Kind"/>.</param>
    /// <param name="create">The function that creates the described block; the registry creates the layers inside it.</param>
    /// <exception cref="ArgumentException">The kind is empty or already registered.</exception>
    public LayerRegistry With(string kind, Func<LayerDescription, LayerRegistry, Layer> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        return _kinds.ContainsKey(kind)
            ? throw new ArgumentException($"There is already a layer of kind \"{kind}\" in this registry: choose another kind.", nameof(kind))
            : new(_kinds.Add(kind, create));
    }

    /// <summary>Creates the described layer. Its parameters have no values yet.</summary>
    /// <exception cref="FormatException">The kind is not registered, a setting is missing or has another type, or the registered function created a different layer.</exception>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public Layer Create(LayerDescription description)
    {
        if (!_kinds.TryGetValue(description.Kind, out var create))
            throw new FormatException(Unknown(description.Kind));
        var layer = create(description, this);
        return (layer.Kind, layer.Inputs, layer.Outputs) == (description.Kind, description.Inputs, description.Outputs)
            ? layer
            : throw new FormatException($"the function registered for \"{description.Kind}\" created {layer}; expected {description}");
    }

    /// <summary>Throws if <see cref="Create"/> could not recreate a layer.</summary>
    /// <remarks>Called before a file is written, since a file that cannot be loaded is useless.</remarks>
    /// <exception cref="ArgumentException">The kind is not registered, or the layer that its function creates differs.</exception>
    internal void RequireCreates(Layer layer)
    {
        var description = layer.Describe();
        try
        {
            var created = Create(description);
            if (created.GetType() != layer.GetType() || !created.Describe().Equals(description) || !Shapes(created).SequenceEqual(Shapes(layer)))
                throw new FormatException($"the function registered for \"{layer.Kind}\" creates {created} with other settings or parameters");
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new ArgumentException($"{layer} could not be loaded again: {e.Message}.", nameof(layer), e);
        }

        static IEnumerable<(int Rows, int Columns, ParameterRole Role)> Shapes(Layer layer) =>
            layer.Parameters.Concat(layer.Buffers).Select(parameter => (parameter.Rows, parameter.Columns, parameter.Role));
    }

    private static string Unknown(string kind) =>
        $"there is no layer of kind \"{kind}\": register it with LayerRegistry.Default.With(\"{kind}\", description => ...) and pass the registry, or use a newer version of Nabla";
}
