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
/// As JSON the fields are in camelCase and each may be left out; <see cref="RecipeReader"/> reads it. For a table, the defaults of the network and its
/// training are those of <see cref="ClassifierOptions"/> or <see cref="RegressorOptions"/>; the defaults named here are those for images. Fields of tables
/// are null, and not written, for images.
/// </remarks>
public sealed record Recipe
{
    /// <summary>The <see cref="BatchSize"/> that leaves it to the number of training rows: a 50th of them, but at least 16 and at most 256.</summary>
    internal const int BatchSizeByRows = 0;

    private const double TableTestFraction = 0.2;

    private readonly IReadOnlyList<int>? _hidden;
    private readonly Activation? _activation;
    private readonly LossKind? _loss;
    private readonly OptimizerKind? _optimizer;
    private readonly double? _learningRate;
    private readonly double? _weightDecay;
    private readonly int? _epochs;
    private readonly int? _batchSize;
    private readonly bool? _dropLastBatch;
    private readonly double? _validationFraction;
    private readonly double? _testFraction;
    private readonly BestBy? _bestBy;
    private readonly int? _earlyStopping;

    /// <summary>What the run is called, and its directory. Default null: made from data, hidden sizes, activation and seed, such as "shapes-128-elu-seed42".</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What to learn from: "shapes", "shapes:COUNT" for COUNT training images and a fifth as many to test on,
    /// "cifar10", "cifar10:DIR" for its binary files in that directory, or a table: "FILE.csv" or "csv:FILE". Default "shapes": it needs no download.
    /// </summary>
    public string Data { get; init; } = "shapes";

    /// <summary>Tables only: the column to predict. It has no default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>Tables only: whether the target is a class or a value. Default null: a target of texts, or of at most 20 different whole numbers, is a class.</summary>
    [JsonConverter(typeof(CamelCaseConverter<TaskKind>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TaskKind? Task { get; init; }

    /// <summary>Tables only: the CSV file of the validation set. Default null: it is split off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ValidationData { get; init; }

    /// <summary>Tables only: the CSV file of the test set. Default null: it is split off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TestData { get; init; }

    /// <summary>Tables only: columns that are categorical, whatever they hold. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categorical { get; init; }

    /// <summary>Tables only: columns that must be numeric. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Numeric { get; init; }

    /// <summary>Tables only: columns that are no features. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>What standardised pixels are multiplied by: 10⁻⁶ to 10⁶. Default 1 (U5).</summary>
    public double InputScale { get; init; } = 1;

    /// <summary>The widths of the hidden layers. Default one of 128 (U6); none gives a linear model.</summary>
    [JsonConverter(typeof(OneLineConverter))]
    public IReadOnlyList<int> Hidden
    {
        get => _hidden ?? RecipeDefaults.Of(this).Hidden;
        init => _hidden = value;
    }

    /// <summary>What stands between two linear layers. Default ELU (U7).</summary>
    [JsonConverter(typeof(CamelCaseConverter<Activation>))]
    public Activation Activation
    {
        get => _activation ?? RecipeDefaults.Of(this).Activation;
        init => _activation = value;
    }

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
    public LossKind Loss
    {
        get => _loss ?? RecipeDefaults.Of(this).Loss;
        init => _loss = value;
    }

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
    public OptimizerKind Optimizer
    {
        get => _optimizer ?? RecipeDefaults.Of(this).Optimizer;
        init => _optimizer = value;
    }

    /// <summary>The size of a step: finite, at least 0. Default what suits the optimizer: 0.1 for SGD (U6), 0.001 for Adam and AdamW (their papers), 0.001 for RMSProp (Hinton's lecture), 1 for L-BFGS.</summary>
    public double LearningRate
    {
        get => _learningRate ?? RecipeDefaults.LearningRate(this);
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
        get => _weightDecay ?? RecipeDefaults.WeightDecay(this);
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
    public int Epochs
    {
        get => _epochs ?? RecipeDefaults.Of(this).Epochs;
        init => _epochs = value;
    }

    /// <summary>Examples in a step: 1 to 1,000,000. Default 128 (U3); for a table 0, which leaves it to the number of training rows: a 50th of them, from 16 to 256.</summary>
    public int BatchSize
    {
        get => _batchSize ?? RecipeDefaults.Of(this).BatchSize;
        init => _batchSize = value;
    }

    /// <summary>Whether the examples that do not fill a batch at the end of an epoch sit it out. Default true (U4).</summary>
    public bool DropLastBatch
    {
        get => _dropLastBatch ?? RecipeDefaults.Of(this).DropLastBatch;
        init => _dropLastBatch = value;
    }

    /// <summary>The share of the training images that chooses the best epoch: above 0 and below 1. Default 0.1 (U2: 5,000 of 50,000).</summary>
    public double ValidationFraction
    {
        get => _validationFraction ?? RecipeDefaults.Of(this).ValidationFraction;
        init => _validationFraction = value;
    }

    /// <summary>Tables only: the share of the rows that is split off for the test, where it has no file of its own: above 0 and below 1. Default 0.2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestFraction
    {
        get => _testFraction ?? (IsTable ? TableTestFraction : null);
        init => _testFraction = value;
    }

    /// <summary>Which figure of the validation split decides which epoch is the best, and when to stop early. Default accuracy (U9).</summary>
    [JsonConverter(typeof(CamelCaseConverter<BestBy>))]
    public BestBy BestBy
    {
        get => _bestBy ?? RecipeDefaults.Of(this).BestBy;
        init => _bestBy = value;
    }

    /// <summary>Epochs without improvement that end the run: 0, which never ends it, to 100,000. Default 0.</summary>
    public int EarlyStopping
    {
        get => _earlyStopping ?? RecipeDefaults.Of(this).EarlyStopping;
        init => _earlyStopping = value;
    }

    /// <summary>By how much an epoch must be better to count as an improvement: finite, at least 0. Default 0.</summary>
    public double LeastImprovement { get; init; }

    /// <summary>Draws the split, the first weights, the order of the examples and what dropout drops. Default 42 (U6).</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Draws the images of Shapes; no other data looks at it. Default 42, and apart from <see cref="Seed"/> so that runs with different seeds see the same images.</summary>
    public ulong DataSeed { get; init; } = 42;

    /// <summary>What computes the gradients. Default the analytic engine.</summary>
    [JsonConverter(typeof(CamelCaseConverter<Engine>))]
    public Engine Engine { get; init; } = Engine.Analytic;

    /// <summary>Gets whether the data are a table.</summary>
    [JsonIgnore]
    public bool IsTable => DataSource.TryParse(Data, out var source) && source.IsTable;

    /// <summary>The name, or the one made from the fields when none is given.</summary>
    [JsonIgnore]
    public string RunName => Name ?? DerivedName();

    /// <summary>Every error there is, as sentences that name the field, its value and its range; empty when the recipe can be run.</summary>
    public IReadOnlyList<string> Validate() => [.. RecipeField.All.Select(field => field.Check(this)).OfType<string>()];

    /// <summary>The recipe as indented JSON with every field, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.Recipe) + "\n";

    /// <summary>Determines whether another recipe has the same value in every field; lists are equal when their elements are.</summary>
    public bool Equals(Recipe? other) => ReferenceEquals(this, other) || (other is not null && RecipeComparison.DifferingFields(this, other).Count == 0);

    /// <summary>Returns this recipe with what it leaves to the data as another one has it: the task, and the examples in a step.</summary>
    internal Recipe DecidedAs(Recipe other) => !IsTable ? this : this with
    {
        Task = Task ?? other.Task,
        BatchSize = BatchSize == BatchSizeByRows ? other.BatchSize : BatchSize,
    };

    /// <inheritdoc/>
    public override int GetHashCode() => RecipeComparison.Hash(this);

    private string DerivedName()
    {
        string data = DataName();
        string hidden = Hidden.Count == 0 ? "linear" : HiddenSizes.Format(Hidden, "-");
        if (hidden.Length > 60)
            hidden = string.Create(CultureInfo.InvariantCulture, $"{Hidden.Count}layers");
        string activation = JsonNamingPolicy.CamelCase.ConvertName(Activation.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{data}-{hidden}-{activation}{string.Concat(Extras().Select(extra => $"-{extra}"))}-seed{Seed}");
    }

    /// <summary>The data in a word that can be part of a directory's name: of a file its name without the extension.</summary>
    private string DataName()
    {
        if (DataSource.TryParse(Data, out var source) && source is { IsTable: true, Path: { } path })
        {
            string file = string.Concat(Path.GetFileNameWithoutExtension(path).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
            return file.Length is > 0 and <= 40 ? file : "table";
        }

        int colon = Data.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? Data : Data.StartsWith("shapes:", StringComparison.Ordinal) ? "shapes" + Data[(colon + 1)..] : Data[..colon];
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
        if (Optimizer != RecipeDefaults.Of(this).Optimizer)
            yield return JsonNamingPolicy.CamelCase.ConvertName(Optimizer.ToString());
        if (Engine != Engine.Analytic)
            yield return JsonNamingPolicy.CamelCase.ConvertName(Engine.ToString());
    }
}
