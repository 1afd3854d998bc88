using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The defaults of fields that depend on the recipe's data: images, or tables of classes or of values.</summary>
internal sealed record RecipeDefaults
{
    private static readonly RecipeDefaults Images = new();

    private static readonly RecipeDefaults Classes = From(new ClassifierOptions(), LossKind.SoftmaxCrossEntropy);

    private static readonly RecipeDefaults Values = From(new RegressorOptions(), LossKind.MeanSquaredError);

    public IReadOnlyList<int> Hidden { get; private init; } = [128];

    public Activation Activation { get; private init; } = Activation.Elu;

    public LossKind Loss { get; private init; } = LossKind.SoftmaxCrossEntropy;

    public OptimizerKind Optimizer { get; private init; } = OptimizerKind.Sgd;

    public int Epochs { get; private init; } = 10;

    public int BatchSize { get; private init; } = 128;

    public bool DropLastBatch { get; private init; } = true;

    public double ValidationFraction { get; private init; } = 0.1;

    public BestBy BestBy { get; private init; } = BestBy.Accuracy;

    public int EarlyStopping { get; private init; }

    /// <summary>Returns the defaults of a recipe with these data and this task.</summary>
    public static RecipeDefaults Of(Recipe recipe) => !recipe.IsTable ? Images : recipe.Task == TaskKind.Regression ? Values : Classes;

    /// <summary>Returns the defaults of the library's own options for tables.</summary>
    private static RecipeDefaults From(PredictorOptions options, LossKind loss) => new()
    {
        Hidden = options.Hidden,
        Activation = options.Activation,
        Loss = loss,
        Optimizer = OptimizerKind.Adam,
        Epochs = options.Epochs,
        BatchSize = Recipe.BatchSizeByRows,
        DropLastBatch = false,
        ValidationFraction = options.ValidationFraction,
        BestBy = options.BestBy ?? BestBy.Loss,
        EarlyStopping = options.Patience ?? 0,
    };

    /// <summary>Returns the default learning rate of an optimizer.</summary>
    public static double LearningRate(Recipe recipe) => recipe.Optimizer switch
    {
        OptimizerKind.Sgd => 0.1,
        OptimizerKind.Lbfgs => 1,
        OptimizerKind.Adam or OptimizerKind.AdamW when recipe.IsTable => new ClassifierOptions().Method.LearningRate,
        _ => 0.001,
    };

    /// <summary>Returns the default weight decay of an optimizer.</summary>
    public static double WeightDecay(Recipe recipe) =>
        recipe.Optimizer == OptimizerKind.AdamW || (recipe.Optimizer == OptimizerKind.Adam && recipe.IsTable) ? 0.01 : 0;
}
