using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>
/// One experiment, written down: the data, the network and how it is trained. The same recipe gives the same parameters to the bit,
/// on any machine and any number of threads.
/// </summary>
/// <remarks>
/// As JSON the fields are in camelCase and each may be left out; <see cref="RecipeReader"/> reads it.
/// </remarks>
public sealed record Recipe
{
    private readonly double? _learningRate;
    private readonly double? _weightDecay;

    /// <summary>What the run is called, and its directory. Default null: made from data, hidden sizes, activation and seed, such as "shapes-128-elu-seed42".</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What to learn from: "shapes", "shapes:COUNT" for COUNT training images and a fifth as many to test on,
    /// "cifar10", or "cifar10:DIR" for its binary files in that directory. Default "shapes": it needs no download.
    /// </summary>
    public string Data { get; init; } = "shapes";

    /// <summary>What standardised pixels are multiplied by: 10⁻⁶ to 10⁶. Default 1 (U5).</summary>
    public double InputScale { get; init; } = 1;

    /// <summary>The widths of the hidden layers. Default one of 128 (U6); none gives a linear model.</summary>
    [JsonConverter(typeof(OneLineConverter))]
    public IReadOnlyList<int> Hidden { get; init; } = [128];

    /// <summary>What stands between two linear layers. Default ELU (U7).</summary>
    [JsonConverter(typeof(CamelCaseConverter<Activation>))]
    public Activation Activation { get; init; } = Activation.Elu;

    /// <summary>Whether a <see cref="BatchNorm"/> stands before every activation. Default false (U6).</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Whether a <see cref="WhiteningBatchNorm"/> stands there instead. Default false.</summary>
    public bool Whitening { get; init; }

    /// <summary>The probability with which what an activation puts out is dropped in training: at least 0 and below 1. Default 0 (U6).</summary>
    public double Dropout { get; init; }

    /// <summary>Whether hidden layers as wide as the one before them add their input to their output. Default false.</summary>
    public bool Residual { get; init; }

    /// <summary>Whether a <see cref="Softmax"/> stands behind the last linear layer, so that the loss is given probabilities. Default false (U9): softmax cross-entropy takes logits, and would apply it twice.</summary>
    public bool SoftmaxOutput { get; init; }

    /// <summary>How the weights begin; the first layer always without the rectifier's gain. Default Kaiming normal (U8).</summary>
    [JsonConverter(typeof(CamelCaseConverter<Initializer>))]
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>What is lowered. Default the cross-entropy of the softmax of the logits (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<LossKind>))]
    public LossKind Loss { get; init; } = LossKind.SoftmaxCrossEntropy;

    /// <summary>How much of each target goes to all classes alike, in the cross-entropy: at least 0 and below 1. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How much an example of each class counts, in the cross-entropy: one number for each class, or none. Default none: all count 1.</summary>
    [JsonConverter(typeof(OneLineNumbersConverter))]
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>λ₁ of the elastic net: one for all weights, or one for each linear layer. Default 0 (U9).</summary>
    [JsonConverter(typeof(NumberOrNumbersConverter))]
    public IReadOnlyList<double> L1 { get; init; } = [0];

    /// <summary>λ₂ of the elastic net: one for all weights, or one for each linear layer. Default 0 (U9).</summary>
    [JsonConverter(typeof(NumberOrNumbersConverter))]
    public IReadOnlyList<double> L2 { get; init; } = [0];

    /// <summary>The update rule. Default plain SGD (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<OptimizerKind>))]
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The size of a step: finite, at least 0. Default what suits the optimizer: 0.1 for SGD (U6), 0.001 for Adam and AdamW (their papers), 0.001 for RMSProp (Hinton's lecture), 1 for L-BFGS.</summary>
    public double LearningRate
    {
        get => _learningRate ?? Ingredients.DefaultLearningRate(Optimizer);
        init => _learningRate = value;
    }

    /// <summary>How much of its velocity SGD or RMSProp keeps: at least 0 and below 1. Default 0 (U9).</summary>
    public double Momentum { get; init; }

    /// <summary>Whether SGD looks one step ahead; takes a momentum above 0. Default false (U9).</summary>
    public bool Nesterov { get; init; }

    /// <summary>How much of its mean of gradients Adam or AdamW keeps: at least 0 and below 1. Default 0.9 (Kingma and Ba 2015).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of its mean of squared gradients Adam or AdamW keeps: at least 0 and below 1. Default 0.999 (Kingma and Ba 2015).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Weight decay that is decoupled from the gradient: finite, at least 0. Default 0.01 for AdamW (PyTorch's), 0 for the others (U9).</summary>
    public double WeightDecay
    {
        get => _weightDecay ?? Ingredients.DefaultWeightDecay(Optimizer);
        init => _weightDecay = value;
    }

    /// <summary>The norm that the gradient is scaled down to where it is larger; 0 leaves every gradient as it is. Default 0.</summary>
    public double ClipNorm { get; init; }

    /// <summary>How the learning rate changes over the run. Default not at all (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<ScheduleKind>))]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    /// <summary>Epochs between two steps of the step schedule, and the epochs without progress that the plateau schedule lets pass: 1 to 100,000. Default 10.</summary>
    public int ScheduleEpochs { get; init; } = 10;

    /// <summary>What the step and plateau schedules multiply the rate by: above 0 and below 1. Default 0.1 (PyTorch's).</summary>
    public double ScheduleFactor { get; init; } = 0.1;

    /// <summary>Epochs over which the rate grows from nothing: a number, at least 0, parts of an epoch too. Default 0.</summary>
    public double WarmUp { get; init; }

    /// <summary>Passes over the training split: 1 to 100,000. Default 10 (U6).</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples in a step: 1 to 1,000,000. Default 128 (U3).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Whether the examples that do not fill a batch at the end of an epoch sit it out. Default true (U4).</summary>
    public bool DropLastBatch { get; init; } = true;

    /// <summary>The share of the training images that chooses the best epoch: above 0 and below 1. Default 0.1 (U2: 5,000 of 50,000).</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Which figure of the validation split decides which epoch is the best, and when to stop early. Default accuracy (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<BestBy>))]
    public BestBy BestBy { get; init; } = BestBy.Accuracy;

    /// <summary>Epochs without improvement that end the run: 0, which never ends it, to 100,000. Default 0.</summary>
    public int EarlyStopping { get; init; }

    /// <summary>By how much an epoch must be better to count as an improvement: finite, at least 0. Default 0.</summary>
    public double LeastImprovement { get; init; }

    /// <summary>Draws the split, the first weights, the order of the examples and what dropout drops. Default 42 (U6).</summary>
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
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.Recipe) + "\n";

    /// <summary>Determines whether another recipe has the same value in every field; lists are equal when their elements are.</summary>
    public bool Equals(Recipe? other) => ReferenceEquals(this, other) || (other is not null && RecipeComparison.DifferingFields(this, other).Count == 0);

    /// <inheritdoc/>
    public override int GetHashCode() => RecipeComparison.Hash(this);

    private string DerivedName()
    {
        int colon = Data.IndexOf(':', StringComparison.Ordinal);
        string data = colon < 0 ? Data : Data.StartsWith("shapes:", StringComparison.Ordinal) ? "shapes" + Data[(colon + 1)..] : Data[..colon];
        string hidden = Hidden.Count == 0 ? "linear" : HiddenSizes.Format(Hidden, "-");
        if (hidden.Length > 60)
            hidden = string.Create(CultureInfo.InvariantCulture, $"{Hidden.Count}layers");
        string activation = JsonNamingPolicy.CamelCase.ConvertName(Activation.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{data}-{hidden}-{activation}{string.Concat(Extras().Select(extra => $"-{extra}"))}-seed{Seed}");
    }

    /// <summary>What else makes a run another one, in words short enough for a directory's name.</summary>
    private IEnumerable<string> Extras()
    {
        if (BatchNorm)
            yield return "batchNorm";
        if (Whitening)
            yield return "whitening";
        if (Dropout > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"dropout{Dropout}");
        if (Residual)
            yield return "residual";
        if (SoftmaxOutput)
            yield return "softmax";
        if (Optimizer != OptimizerKind.Sgd)
            yield return JsonNamingPolicy.CamelCase.ConvertName(Optimizer.ToString());
        if (Engine != Engine.Analytic)
            yield return JsonNamingPolicy.CamelCase.ConvertName(Engine.ToString());
    }
}
