using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The table of fields: everything that reading and validation need to know about a recipe.</summary>
internal sealed partial class RecipeField
{
    private const string AShare = "a number, at least 0 and below 1";
    private const string AFile = "the path of a CSV file";
    private const string Columns = "a list of columns, such as [\"age\", \"sex\"] or \"age,sex\"";
    private const string AtLeast0 = "a finite number, at least 0";

    /// <summary>Gets every field, in the order in which they are written.</summary>
    public static IReadOnlyList<RecipeField> All { get; } =
    [
        new("name", "text of letters, digits, '.', '-' and '_', at most 100 of them and not beginning with '.'", recipe => recipe.Name,
            (recipe, json) => json.ValueKind == JsonValueKind.Null ? recipe with { Name = null } : Text(json) is { } text ? recipe with { Name = text } : null,
            recipe => recipe.Name is null || IsName(recipe.Name) ? null : Wrong("name", Quote(recipe.Name))),

        new("data", DataSource.Expected, recipe => recipe.Data,
            (recipe, json) => Text(json) is { } text ? recipe with { Data = text } : null,
            recipe => DataSource.TryParse(recipe.Data, out _) ? null : $"data is {Quote(recipe.Data)}; it must be {DataSource.Expected}."),

        // Tables.
        OfTables("target", "text: the name of a column", recipe => recipe.Target,
            (recipe, json) => Text(json) is { Length: > 0 } text ? recipe with { Target = text } : null),
        OfTables("task", "\"classification\" or \"regression\"", recipe => recipe.Task,
            (recipe, json) => Text(json)?.ToUpperInvariant() switch
            {
                "CLASSIFICATION" => recipe with { Task = TaskKind.Classification },
                "REGRESSION" => recipe with { Task = TaskKind.Regression },
                _ => null,
            },
            schema: """{"enum":["classification","regression"]}""", choices: ["classification", "regression"]),
        OfTables("validationData", AFile, recipe => recipe.ValidationData,
            (recipe, json) => Text(json) is { Length: > 0 } text ? recipe with { ValidationData = text } : null),
        OfTables("testData", AFile, recipe => recipe.TestData,
            (recipe, json) => Text(json) is { Length: > 0 } text ? recipe with { TestData = text } : null),
        OfTables("categorical", Columns, recipe => recipe.Categorical,
            (recipe, json) => Texts(json) is { } names ? recipe with { Categorical = names } : null, schema: AnyTexts),
        OfTables("numeric", Columns, recipe => recipe.Numeric,
            (recipe, json) => Texts(json) is { } names ? recipe with { Numeric = names } : null, CheckKinds, AnyTexts),
        OfTables("ignore", Columns, recipe => recipe.Ignore,
            (recipe, json) => Texts(json) is { } names ? recipe with { Ignore = names } : null, schema: AnyTexts),

        Number("inputScale", "a number from 0.000001 to 1000000",
            (recipe, value) => recipe with { InputScale = value }, recipe => recipe.InputScale, value => value is >= 1e-6 and <= 1e6),

        // The network.
        new("hidden", "a list of widths from 1 to 65536, such as [512, 256] or \"512,120x5\", of at most 1000 layers", recipe => recipe.Hidden,
            (recipe, json) => Sizes(json) is { } sizes ? recipe with { Hidden = sizes } : null,
            CheckHidden, """{"anyOf":[{"type":"array","items":{"type":"integer","minimum":1,"maximum":65536},"maxItems":1000},{"type":"string"},{"type":"integer","minimum":1,"maximum":65536}]}"""),
        Choice<Activation>("activation", (recipe, value) => recipe with { Activation = value }, recipe => recipe.Activation),
        Boolean("batchNorm", (recipe, value) => recipe with { BatchNorm = value }, recipe => recipe.BatchNorm, recipe => NeedsRows(recipe.BatchNorm, "batchNorm", recipe)),
        Boolean("whitening", (recipe, value) => recipe with { Whitening = value }, recipe => recipe.Whitening,
            recipe => recipe is { BatchNorm: true, Whitening: true }
                ? "whitening and batchNorm are both true; set one of them to false."
                : NeedsRows(recipe.Whitening, "whitening", recipe)),
        Number("dropout", AShare, (recipe, value) => recipe with { Dropout = value }, recipe => recipe.Dropout, IsShare,
            recipe => recipe.Dropout == 0 ? null : NotWithLbfgs(recipe, "dropout", recipe.Dropout, "does not support dropout")),
        Boolean("residual", (recipe, value) => recipe with { Residual = value }, recipe => recipe.Residual, CheckResidual),
        Boolean("softmaxOutput", (recipe, value) => recipe with { SoftmaxOutput = value }, recipe => recipe.SoftmaxOutput),
        Choice<Initializer>("initializer", (recipe, value) => recipe with { Initializer = value }, recipe => recipe.Initializer),

        // The loss.
        Choice<LossKind>("loss", (recipe, value) => recipe with { Loss = value }, recipe => recipe.Loss, CheckLoss),
        Number("labelSmoothing", AShare, (recipe, value) => recipe with { LabelSmoothing = value }, recipe => recipe.LabelSmoothing, IsShare,
            recipe => recipe.LabelSmoothing == 0 ? null : OfCrossEntropy("labelSmoothing", Format(recipe.LabelSmoothing), recipe)),
        Numbers("classWeights", "a list of finite numbers, at least 0, one for each class, or []",
            (recipe, values) => recipe with { ClassWeights = values }, recipe => recipe.ClassWeights,
            recipe => !recipe.ClassWeights.All(IsFiniteAndAtLeast0) ? Wrong("classWeights", OneLineNumbersConverter.ToText(recipe.ClassWeights))
                : recipe.ClassWeights.Count == 0 ? null : OfCrossEntropy("classWeights", OneLineNumbersConverter.ToText(recipe.ClassWeights), recipe)),
        Penalty("l1", (recipe, values) => recipe with { L1 = values }, recipe => recipe.L1),
        Penalty("l2", (recipe, values) => recipe with { L2 = values }, recipe => recipe.L2),

        // The optimizer.
        Choice<OptimizerKind>("optimizer", (recipe, value) => recipe with { Optimizer = value }, recipe => recipe.Optimizer),
        Number("learningRate", AtLeast0, (recipe, value) => recipe with { LearningRate = value }, recipe => recipe.LearningRate, IsFiniteAndAtLeast0,
            recipe => recipe.LearningRate == RecipeDefaults.LearningRate(recipe) ? null : NotWithLbfgs(recipe, "learningRate", recipe.LearningRate, "chooses the step size by line search")),
        Number("momentum", AShare, (recipe, value) => recipe with { Momentum = value }, recipe => recipe.Momentum, IsShare,
            recipe => recipe.Momentum == 0 || recipe.Optimizer is OptimizerKind.Sgd or OptimizerKind.RmsProp
                ? null
                : $"momentum is {Format(recipe.Momentum)} but optimizer is {Named(recipe.Optimizer)}, which does not support it; leave it out, or use \"sgd\" or \"rmsProp\"."),
        Boolean("nesterov", (recipe, value) => recipe with { Nesterov = value }, recipe => recipe.Nesterov, CheckNesterov),
        Number("beta1", AShare, (recipe, value) => recipe with { Beta1 = value }, recipe => recipe.Beta1, IsShare),
        Number("beta2", AShare, (recipe, value) => recipe with { Beta2 = value }, recipe => recipe.Beta2, IsShare),
        Number("weightDecay", AtLeast0, (recipe, value) => recipe with { WeightDecay = value }, recipe => recipe.WeightDecay, IsFiniteAndAtLeast0,
            recipe => recipe.WeightDecay == 0 ? null : NotWithLbfgs(recipe, "weightDecay", recipe.WeightDecay, "does not support weight decay; use l2")),
        Number("clipNorm", AtLeast0 + ", where 0 means no limit",
            (recipe, value) => recipe with { ClipNorm = value }, recipe => recipe.ClipNorm, IsFiniteAndAtLeast0,
            recipe => recipe.ClipNorm == 0 ? null : NotWithLbfgs(recipe, "clipNorm", recipe.ClipNorm, "does not support gradient clipping")),
        Choice<ScheduleKind>("schedule", (recipe, value) => recipe with { Schedule = value }, recipe => recipe.Schedule,
            recipe => recipe is { Optimizer: OptimizerKind.Lbfgs, Schedule: not ScheduleKind.Constant }
                ? $"schedule is {Named(recipe.Schedule)} but optimizer is \"lbfgs\", which chooses the step size by line search."
                : null),
        Whole("scheduleEpochs", 1, 100_000, (recipe, value) => recipe with { ScheduleEpochs = value }, recipe => recipe.ScheduleEpochs),
        Number("scheduleFactor", "a number above 0 and below 1",
            (recipe, value) => recipe with { ScheduleFactor = value }, recipe => recipe.ScheduleFactor, value => value > 0 && value < 1),
        Number("warmUp", "a number of epochs from 0 to 100000",
            (recipe, value) => recipe with { WarmUp = value }, recipe => recipe.WarmUp, value => value >= 0 && value <= 100_000,
            recipe => recipe.WarmUp == 0 ? null : NotWithLbfgs(recipe, "warmUp", recipe.WarmUp, "chooses the step size by line search")),

        // The training.
        Whole("epochs", 1, 100_000, (recipe, value) => recipe with { Epochs = value }, recipe => recipe.Epochs),
        Whole("batchSize", 1, 1_000_000, (recipe, value) => recipe with { BatchSize = value }, recipe => recipe.BatchSize, recipe => recipe.IsTable && recipe.BatchSize == Recipe.BatchSizeByRows),
        Boolean("dropLastBatch", (recipe, value) => recipe with { DropLastBatch = value }, recipe => recipe.DropLastBatch),
        Number("validationFraction", "a number above 0 and below 1",
            (recipe, value) => recipe with { ValidationFraction = value }, recipe => recipe.ValidationFraction, value => value > 0 && value < 1),
        OfTables("testFraction", "a number above 0 and below 1", recipe => recipe.TestFraction,
            (recipe, json) => Double(json) is { } value ? recipe with { TestFraction = value } : null,
            recipe => recipe.TestFraction is not { } value || (value > 0 && value < 1) ? null : Wrong("testFraction", Format(value)), AnyNumber),
        Choice<BestBy>("bestBy", (recipe, value) => recipe with { BestBy = value }, recipe => recipe.BestBy, CheckBestBy),
        Whole("earlyStopping", 0, 100_000, (recipe, value) => recipe with { EarlyStopping = value }, recipe => recipe.EarlyStopping),
        Number("leastImprovement", AtLeast0, (recipe, value) => recipe with { LeastImprovement = value }, recipe => recipe.LeastImprovement, IsFiniteAndAtLeast0),
        Seed("seed", (recipe, value) => recipe with { Seed = value }, recipe => recipe.Seed),
        Seed("dataSeed", (recipe, value) => recipe with { DataSeed = value }, recipe => recipe.DataSeed),
        Choice<Engine>("engine", (recipe, value) => recipe with { Engine = value }, recipe => recipe.Engine,
            recipe => recipe is { Engine: Engine.Autograd, Optimizer: OptimizerKind.Lbfgs }
                ? "engine is \"autograd\" but optimizer is \"lbfgs\", which that engine does not support; use another optimizer, or \"analytic\"."
                : null),
    ];

    /// <summary>Creates a field that images do not have.</summary>
    private static RecipeField OfTables(
        string name, string expected, Func<Recipe, object?> value, Func<Recipe, JsonElement, Recipe?> read, Func<Recipe, string?>? check = null, string schema = AnyText, IReadOnlyList<string>? choices = null) =>
        new(name, expected, value, read, recipe =>
            value(recipe) is { } given && !recipe.IsTable && DataSource.TryParse(recipe.Data, out _)
                ? $"{name} is {Shown(given)} but data is {Quote(recipe.Data)}, which is not a table; leave it out, or name a CSV file."
                : check?.Invoke(recipe), schema, choices);

    private static string? CheckKinds(Recipe recipe)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string column in (recipe.Categorical ?? []).Concat(recipe.Numeric ?? []).Concat(recipe.Ignore ?? []))
        {
            if (!named.Add(column))
                return $"column {Quote(column)} is named twice among categorical, numeric and ignore; it can be one of them.";
            if (column == recipe.Target)
                return $"column {Quote(column)} is the target, not a feature; remove it from categorical, numeric and ignore.";
        }

        return null;
    }

    /// <summary>Checks the loss: the model of a table predicts probabilities, or values.</summary>
    private static string? CheckLoss(Recipe recipe)
    {
        bool isOfClasses = recipe.Loss is LossKind.SoftmaxCrossEntropy or LossKind.BinaryCrossEntropy;
        return !recipe.IsTable || recipe.Task is not { } task || isOfClasses == (task == TaskKind.Classification)
            ? null
            : $"loss is {Named(recipe.Loss)} but task is {Named(task)}; use {(task == TaskKind.Regression ? "\"meanSquaredError\", \"meanAbsoluteError\" or \"huber\"" : "\"softmaxCrossEntropy\" or \"binaryCrossEntropy\"")}.";
    }

    private static string? CheckBestBy(Recipe recipe)
    {
        bool isRegression = recipe.Task == TaskKind.Regression;
        bool isKnown = !recipe.IsTable || recipe.Task is not null;
        return !isKnown || recipe.BestBy == BestBy.Loss || isRegression == (recipe.BestBy is BestBy.Rmse or BestBy.R2)
            ? null
            : $"bestBy is {Named(recipe.BestBy)}, which a {(isRegression ? "regression" : "classification")} does not have; use {(isRegression ? "\"loss\", \"rmse\" or \"r2\"" : "\"accuracy\", \"accuracyThenLoss\" or \"loss\"")}.";
    }

    private static RecipeField Penalty(string name, Func<Recipe, IReadOnlyList<double>, Recipe> set, Func<Recipe, IReadOnlyList<double>> get) =>
        Numbers(name, "a finite number, at least 0, or a list with one for each linear layer",
            set, get,
            recipe =>
            {
                var values = get(recipe);
                if (!values.All(IsFiniteAndAtLeast0))
                    return Wrong(name, values.Count == 1 ? Format(values[0]) : OneLineNumbersConverter.ToText(values));
                int layers = recipe.Hidden.Count + 1;
                return values.Count == 1 || values.Count == layers
                    ? null
                    : $"{name} has {Format(values.Count)} numbers for {Format(layers)} linear layers; give one number for all of them, or {Format(layers)}.";
            });

    private static string? CheckHidden(Recipe recipe)
    {
        var hidden = recipe.Hidden;
        if (hidden.Count > HiddenSizes.MostLayers)
            return $"hidden has {Format(hidden.Count)} layers; it must have at most {Format(HiddenSizes.MostLayers)}.";
        for (int i = 0; i < hidden.Count; i++)
        {
            if (hidden[i] is < 1 or > 65_536)
                return $"hidden[{Format(i)}] is {Format(hidden[i])}; a width must be a whole number from 1 to 65536.";
        }

        long weights = hidden.Zip(hidden.Skip(1), (from, to) => (long)from * to).Sum();
        return weights <= 250_000_000
            ? null
            : $"hidden asks for {Format(weights)} weights between its layers; at most 250000000 (1 GB) are allowed: lower the widths or the number of layers.";
    }

    private static string? NeedsRows(bool isWanted, string field, Recipe recipe) =>
        isWanted && recipe.BatchSize == 1
            ? $"{field} is true but batchSize is 1; a batch of one row has no variance: raise batchSize to at least 2."
            : null;

    private static string? CheckResidual(Recipe recipe) =>
        !recipe.Residual || recipe.Hidden.Zip(recipe.Hidden.Skip(1), (from, to) => from == to).Any(equal => equal)
            ? null
            : $"residual is true but no hidden layer is as wide as the one before it: hidden is [{string.Join(", ", recipe.Hidden.Select(size => Format(size)))}]; a skip connection needs an input and an output of the same width.";

    private static string? CheckNesterov(Recipe recipe)
    {
        if (!recipe.Nesterov)
            return null;
        if (recipe.Optimizer != OptimizerKind.Sgd)
            return $"nesterov is true but optimizer is {Named(recipe.Optimizer)}; Nesterov momentum requires \"sgd\".";
        return recipe.Momentum == 0 ? "nesterov is true but momentum is 0; Nesterov momentum requires a momentum above 0, such as 0.9." : null;
    }

    private static string? NotWithLbfgs(Recipe recipe, string field, double value, string why) =>
        recipe.Optimizer == OptimizerKind.Lbfgs ? $"{field} is {Format(value)} but optimizer is \"lbfgs\", which {why}." : null;

    private static string? OfCrossEntropy(string field, string value, Recipe recipe) =>
        recipe.Loss == LossKind.SoftmaxCrossEntropy ? null : $"{field} is {value} but loss is {Named(recipe.Loss)}; it requires \"softmaxCrossEntropy\".";

    private static string Named<T>(T value)
        where T : struct, Enum => Quote(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    private static bool IsShare(double value) => value >= 0 && (float)value < 1;

    private static bool IsFiniteAndAtLeast0(double value) => value >= 0 && float.IsFinite((float)value);
}
