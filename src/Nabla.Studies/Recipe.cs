using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nabla.Layers;

namespace Nabla.Studies;

/// <summary>
/// One experiment, written down: the data, the network and how it is trained. The same recipe gives the same parameters to the bit,
/// on any machine and any number of threads.
/// </summary>
/// <remarks>
/// The defaults are the default experiment of the source documents; U1 to U10 are their conventions.
/// As JSON the fields are in camelCase and each may be left out; <see cref="RecipeReader"/> reads it.
/// </remarks>
public sealed record Recipe
{
    /// <summary>What the run is called, and its directory. Default null: made from data, hidden sizes, activation and seed, such as "shapes-128-elu-seed42".</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What to learn from: "shapes", "shapes:COUNT" for COUNT training images and a fifth as many to test on,
    /// "cifar10", or "cifar10:DIR" for its binary files in that directory. Default "shapes": it needs no download.
    /// </summary>
    public string Data { get; init; } = "shapes";

    /// <summary>The widths of the hidden layers. Default one of 128 (U6); none gives a linear model.</summary>
    [JsonConverter(typeof(OneLineConverter))]
    public IReadOnlyList<int> Hidden { get; init; } = [128];

    /// <summary>What stands between two linear layers. Default ELU (U7).</summary>
    [JsonConverter(typeof(CamelCaseConverter<Activation>))]
    public Activation Activation { get; init; } = Activation.Elu;

    /// <summary>How the weights begin; the first layer always without the rectifier's gain. Default Kaiming normal (U8).</summary>
    [JsonConverter(typeof(CamelCaseConverter<Initializer>))]
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>The update rule. Default plain SGD (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<OptimizerKind>))]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The size of a step: finite, at least 0. Default 0.1 (U6).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How much of its velocity SGD keeps: at least 0 and below 1. Default 0 (U9).</summary>
    public double Momentum { get; init; }

    /// <summary>Whether SGD looks one step ahead; takes a momentum above 0. Default false (U9).</summary>
    public bool Nesterov { get; init; }

    /// <summary>Passes over the training split: 1 to 100,000. Default 10 (U6).</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples in a step: 1 to 1,000,000. Default 128 (U3).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Whether the examples that do not fill a batch at the end of an epoch sit it out. Default true (U4).</summary>
    public bool DropLastBatch { get; init; } = true;

    /// <summary>The share of the training images that chooses the best epoch: above 0 and below 1. Default 0.1 (U2: 5,000 of 50,000).</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Draws the split, the first weights and the order of the examples. Default 42 (U6).</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Draws the images of Shapes; no other data looks at it. Default 42, and apart from <see cref="Seed"/> so that runs with different seeds see the same images.</summary>
    public ulong DataSeed { get; init; } = 42;

    /// <summary>What computes the gradients. Default the analytic engine.</summary>
    [JsonConverter(typeof(CamelCaseConverter<Engine>))]
    public Engine Engine { get; init; } = Engine.Analytic;

    /// <summary>The name, or the one made from the fields when none is given.</summary>
    [JsonIgnore]
    public string RunName => Name ?? DerivedName();

    /// <summary>Every error there is, as sentences that name the field, its value and its range; empty when the recipe can be run.</summary>
    public IReadOnlyList<string> Validate() => [.. RecipeField.All.Select(field => field.Check(this)).OfType<string>()];

    /// <summary>The recipe as indented JSON with every field, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StudiesJson.Default.Recipe) + "\n";

    private string DerivedName()
    {
        int colon = Data.IndexOf(':', StringComparison.Ordinal);
        string data = colon < 0 ? Data : Data.StartsWith("shapes:", StringComparison.Ordinal) ? "shapes" + Data[(colon + 1)..] : Data[..colon];
        string hidden = Hidden.Count == 0 ? "linear" : HiddenSizes.Format(Hidden, "-");
        if (hidden.Length > 60)
            hidden = string.Create(CultureInfo.InvariantCulture, $"{Hidden.Count}layers");
        string activation = JsonNamingPolicy.CamelCase.ConvertName(Activation.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{data}-{hidden}-{activation}-seed{Seed}");
    }
}
