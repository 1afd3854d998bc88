using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>
/// The complete description of an experiment: the data, the network and its training. The same recipe gives bit-identical parameters
/// on any machine and with any number of threads.
/// </summary>
/// <remarks>
/// As JSON the fields are in camelCase and each may be omitted; <see cref="RecipeReader"/> reads it. For a table, the defaults of the network and its
/// training are those of <see cref="ClassifierOptions"/> or <see cref="RegressorOptions"/>; the defaults documented here are those for images. Fields of tables
/// are null, and not written, for images.
/// </remarks>
public sealed record Recipe
{
    /// <summary>The <see cref="BatchSize"/> that depends on the number of training rows: a 50th of them, but at least 16 and at most 256.</summary>
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

    /// <summary>Gets the name of the run and its directory. Default null: derived from data, hidden widths, activation and seed, such as "shapes-128-elu-seed42".</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets the training data: "shapes", "shapes:COUNT" for COUNT training images and a fifth as many test images,
    /// "cifar10", "cifar10:DIR" for its binary files in that directory, or a table: "FILE.csv" or "csv:FILE". Default "shapes", which needs no download.
    /// </summary>
    public string Data { get; init; } = "shapes";

    /// <summary>Gets the column to predict, for tables only. Required.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>Gets whether the target is a class or a value, for tables only. Default null: a target of texts, or of at most 20 different integers, is a class.</summary>
    [JsonConverter(typeof(CamelCaseConverter<TaskKind>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TaskKind? Task { get; init; }

    /// <summary>Gets the file of the validation set, for tables only. Default null: it is split off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ValidationData { get; init; }

    /// <summary>Gets the file of the test set, for tables only. Default null: it is split off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TestData { get; init; }

    /// <summary>Gets the columns to treat as categorical, for tables only. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categorical { get; init; }

    /// <summary>Gets the columns that must be numeric, for tables only. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Numeric { get; init; }

    /// <summary>Gets the columns that are not features, for tables only. Default null: none.</summary>
    [JsonConverter(typeof(OneLineTextsConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ignore { get; init; }

    /// <summary>Gets the factor of standardised pixels, 10⁻⁶ to 10⁶. Default 1.</summary>
    public double InputScale { get; init; } = 1;

    /// <summary>Gets the widths of the hidden layers; empty for a linear model. Default one layer of 128.</summary>
    [JsonConverter(typeof(OneLineConverter))]
    public IReadOnlyList<int> Hidden
    {
        get => _hidden ?? RecipeDefaults.Of(this).Hidden;
        init => _hidden = value;
    }

    /// <summary>Gets the activation of the hidden layers. Default ELU.</summary>
    [JsonConverter(typeof(CamelCaseConverter<Activation>))]
    public Activation Activation
    {
        get => _activation ?? RecipeDefaults.Of(this).Activation;
        init => _activation = value;
    }

    /// <summary>Gets whether a <see cref="BatchNorm"/> precedes every activation. Default false.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Gets whether a <see cref="WhiteningBatchNorm"/> precedes every activation instead. Default false.</summary>
    public bool Whitening { get; init; }

    /// <summary>Gets the probability of dropping an activation's output in training; at least 0 and below 1. Default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Gets whether hidden layers as wide as the one before them add their input to their output. Default false.</summary>
    public bool Residual { get; init; }

    /// <summary>Gets whether a <see cref="Softmax"/> follows the last linear layer, so that the loss receives probabilities. Default false: softmax cross-entropy expects logits, and would apply it twice.</summary>
    public bool SoftmaxOutput { get; init; }

    /// <summary>Gets the distribution of the initial weights; the first layer always has gain 1. Default Kaiming normal.</summary>
    [JsonConverter(typeof(CamelCaseConverter<Initializer>))]
    public Initializer Initializer { get; init; } = Initializer.KaimingNormal;

    /// <summary>Gets the loss to minimise. Default the cross-entropy of the softmax of the logits.</summary>
    [JsonConverter(typeof(CamelCaseConverter<LossKind>))]
    public LossKind Loss
    {
        get => _loss ?? RecipeDefaults.Of(this).Loss;
        init => _loss = value;
    }

    /// <summary>Gets the fraction of each target that is spread evenly over all classes, for the cross-entropy; at least 0 and below 1. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets the weight of each class, for the cross-entropy: one per class, or none. Default none: all 1.</summary>
    [JsonConverter(typeof(OneLineNumbersConverter))]
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>Gets λ₁ of the elastic net: one for all weights, or one for each linear layer. Default 0.</summary>
    [JsonConverter(typeof(NumberOrNumbersConverter))]
    public IReadOnlyList<double> L1 { get; init; } = [0];

    /// <summary>Gets λ₂ of the elastic net: one for all weights, or one for each linear layer. Default 0.</summary>
    [JsonConverter(typeof(NumberOrNumbersConverter))]
    public IReadOnlyList<double> L2 { get; init; } = [0];

    /// <summary>Gets the optimizer. Default SGD without momentum.</summary>
    [JsonConverter(typeof(CamelCaseConverter<OptimizerKind>))]
    public OptimizerKind Optimizer
    {
        get => _optimizer ?? RecipeDefaults.Of(this).Optimizer;
        init => _optimizer = value;
    }

    /// <summary>Gets the learning rate; finite, at least 0. Default depends on the optimizer: 0.1 for SGD, 0.001 for Adam and AdamW (as in their papers), 0.001 for RMSProp (as in Hinton's lecture), 1 for L-BFGS.</summary>
    public double LearningRate
    {
        get => _learningRate ?? RecipeDefaults.LearningRate(this);
        init => _learningRate = value;
    }

    /// <summary>Gets the momentum of SGD or RMSProp; at least 0 and below 1. Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Gets whether SGD uses Nesterov momentum, which requires a momentum above 0. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Gets the decay rate of the mean gradient of Adam or AdamW; at least 0 and below 1. Default 0.9 (Kingma and Ba 2015).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Gets the decay rate of the mean squared gradient of Adam or AdamW; at least 0 and below 1. Default 0.999 (Kingma and Ba 2015).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Gets the decoupled weight decay; finite, at least 0. Default 0.01 for AdamW, as in PyTorch, 0 for the others.</summary>
    public double WeightDecay
    {
        get => _weightDecay ?? RecipeDefaults.WeightDecay(this);
        init => _weightDecay = value;
    }

    /// <summary>Gets the maximum norm of the gradient, which is scaled down if it is larger; 0 for no clipping. Default 0.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Gets the learning rate schedule. Default constant.</summary>
    [JsonConverter(typeof(CamelCaseConverter<ScheduleKind>))]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    /// <summary>Gets the number of epochs between two reductions of the step schedule, or without improvement for the plateau schedule; 1 to 100,000. Default 10.</summary>
    public int ScheduleEpochs { get; init; } = 10;

    /// <summary>Gets the factor of the step and plateau schedules; above 0 and below 1. Default 0.1, as in PyTorch.</summary>
    public double ScheduleFactor { get; init; } = 0.1;

    /// <summary>Gets the number of warm-up epochs, in which the learning rate increases from 0; at least 0, and need not be an integer. Default 0.</summary>
    public double WarmUp { get; init; }

    /// <summary>Gets the number of passes over the training split; 1 to 100,000. Default 10.</summary>
    public int Epochs
    {
        get => _epochs ?? RecipeDefaults.Of(this).Epochs;
        init => _epochs = value;
    }

    /// <summary>Gets the number of examples in a step; 1 to 1,000,000. Default 128; for a table 0, which depends on the number of training rows: a 50th of them, from 16 to 256.</summary>
    public int BatchSize
    {
        get => _batchSize ?? RecipeDefaults.Of(this).BatchSize;
        init => _batchSize = value;
    }

    /// <summary>Gets whether to drop the last examples of an epoch that do not fill a batch. Default true.</summary>
    public bool DropLastBatch
    {
        get => _dropLastBatch ?? RecipeDefaults.Of(this).DropLastBatch;
        init => _dropLastBatch = value;
    }

    /// <summary>Gets the fraction of the training images for validation; above 0 and below 1. Default 0.1.</summary>
    public double ValidationFraction
    {
        get => _validationFraction ?? RecipeDefaults.Of(this).ValidationFraction;
        init => _validationFraction = value;
    }

    /// <summary>Gets the fraction of the rows for the test set if it has no file of its own, for tables only; above 0 and below 1. Default 0.2.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestFraction
    {
        get => _testFraction ?? (IsTable ? TableTestFraction : null);
        init => _testFraction = value;
    }

    /// <summary>Gets the validation metric that selects the best epoch and stops early. Default accuracy.</summary>
    [JsonConverter(typeof(CamelCaseConverter<BestBy>))]
    public BestBy BestBy
    {
        get => _bestBy ?? RecipeDefaults.Of(this).BestBy;
        init => _bestBy = value;
    }

    /// <summary>Gets the number of epochs without improvement that end the run, up to 100,000; 0 for no early stopping. Default 0.</summary>
    public int EarlyStopping
    {
        get => _earlyStopping ?? RecipeDefaults.Of(this).EarlyStopping;
        init => _earlyStopping = value;
    }

    /// <summary>Gets the minimum improvement of an epoch that counts; finite, at least 0. Default 0.</summary>
    public double LeastImprovement { get; init; }

    /// <summary>Gets the random seed of the split, initial weights, shuffling and dropout. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets the random seed of the images of Shapes; ignored by other data. Default 42. It is separate from <see cref="Seed"/> so that runs with different seeds use the same images.</summary>
    public ulong DataSeed { get; init; } = 42;

    /// <summary>Gets the engine that computes the gradients. Default analytic.</summary>
    [JsonConverter(typeof(CamelCaseConverter<Engine>))]
    public Engine Engine { get; init; } = Engine.Analytic;

    /// <summary>Gets whether the data are a table.</summary>
    [JsonIgnore]
    public bool IsTable => DataSource.TryParse(Data, out var source) && source.IsTable;

    /// <summary>Gets the name, or the derived one if none is given.</summary>
    [JsonIgnore]
    public string RunName => Name ?? DerivedName();

    /// <summary>Returns all errors, as sentences with the field, its value and its range; empty if the recipe is valid.</summary>
    public IReadOnlyList<string> Validate() => [.. RecipeField.All.Select(field => field.Check(this)).OfType<string>()];

    /// <summary>Returns the recipe as indented JSON with every field, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.Recipe) + "\n";

    /// <summary>Determines whether another recipe has the same value in every field; lists are equal if their elements are.</summary>
    public bool Equals(Recipe? other) => ReferenceEquals(this, other) || (other is not null && RecipeComparison.DifferingFields(this, other).Count == 0);

    /// <summary>Returns this recipe with the values that depend on its data taken from another one: the task, and the batch size.</summary>
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

    /// <summary>Returns a word for the data that can be part of a directory's name: for a file its name without the extension.</summary>
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

    /// <summary>Returns the other differences from the default recipe, as words short enough for a directory's name.</summary>
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
