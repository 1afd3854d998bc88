using System.Collections.Frozen;

namespace Nabla.Studies;

/// <summary>The help texts of the fields of a recipe, and their defaults if these depend on other fields.</summary>
internal static class RecipeFieldTexts
{
    private static readonly FrozenDictionary<string, (RecipeFieldGroup Group, string Summary, string? Default)> s_texts = new Dictionary<string, (RecipeFieldGroup, string, string?)>(StringComparer.Ordinal)
    {
        ["data"] = (RecipeFieldGroup.Data, "Data set: FILE.csv, npz:FILE, shapes, shapes:COUNT, cifar10[:DIR], mnist[:DIR], idx:DIR or images:DIR", "shapes"),
        ["target"] = (RecipeFieldGroup.Data, "Column of the table to predict", null),
        ["task"] = (RecipeFieldGroup.Data, "What the target is", "inferred: text, or at most 20 distinct whole numbers, means classification"),
        ["validationData"] = (RecipeFieldGroup.Data, "CSV file of the validation set", "split off the training set"),
        ["testData"] = (RecipeFieldGroup.Data, "CSV file of the test set", "split off the table"),
        ["validationFraction"] = (RecipeFieldGroup.Data, "Fraction of the training set that is split off for validation", null),
        ["testFraction"] = (RecipeFieldGroup.Data, "Fraction of the table that is split off for testing", "0.2 for tables"),
        ["categorical"] = (RecipeFieldGroup.Data, "Columns to treat as categories, such as zip,month", "inferred"),
        ["numeric"] = (RecipeFieldGroup.Data, "Columns that must be numeric", "inferred"),
        ["ignore"] = (RecipeFieldGroup.Data, "Columns to exclude", "inferred"),
        ["inputScale"] = (RecipeFieldGroup.Data, "Factor applied to the standardized pixels", null),
        ["dataSeed"] = (RecipeFieldGroup.Data, "Random seed of the generated shapes", null),

        ["hidden"] = (RecipeFieldGroup.Network, "Units of each hidden layer, such as 512,256 or 512,120x5; [] for a linear model", null),
        ["activation"] = (RecipeFieldGroup.Network, "Activation of the hidden layers", null),
        ["batchNorm"] = (RecipeFieldGroup.Network, "Add batch normalization before each activation", null),
        ["whitening"] = (RecipeFieldGroup.Network, "Add whitening batch normalization before each activation instead", null),
        ["dropout"] = (RecipeFieldGroup.Network, "Probability of dropping the output of a hidden unit during training", null),
        ["residual"] = (RecipeFieldGroup.Network, "Add a skip connection around each hidden layer as wide as the one before it", null),
        ["softmaxOutput"] = (RecipeFieldGroup.Network, "Add a softmax layer, so that the loss takes probabilities instead of logits", null),
        ["initializer"] = (RecipeFieldGroup.Network, "Distribution of the initial weights", null),

        ["loss"] = (RecipeFieldGroup.Loss, "Loss to minimize", "softmaxCrossEntropy; meanSquaredError for regression"),
        ["labelSmoothing"] = (RecipeFieldGroup.Loss, "Share of each target that is spread over all classes", null),
        ["classWeights"] = (RecipeFieldGroup.Loss, "Weight of each class, such as 1,5", "all 1"),
        ["l1"] = (RecipeFieldGroup.Loss, "Strength of the L1 penalty: one number, or one for each linear layer", null),
        ["l2"] = (RecipeFieldGroup.Loss, "Strength of the L2 penalty: one number, or one for each linear layer", null),

        ["optimizer"] = (RecipeFieldGroup.Optimizer, "Optimizer; lbfgs is for small data sets", null),
        ["learningRate"] = (RecipeFieldGroup.Optimizer, "Learning rate", "0.1 for sgd, 0.001 for the others; 0.003 for adam and adamW on tables"),
        ["momentum"] = (RecipeFieldGroup.Optimizer, "Momentum of sgd or rmsProp", null),
        ["nesterov"] = (RecipeFieldGroup.Optimizer, "Use Nesterov momentum with sgd", null),
        ["beta1"] = (RecipeFieldGroup.Optimizer, "Decay rate of Adam's mean of gradients", null),
        ["beta2"] = (RecipeFieldGroup.Optimizer, "Decay rate of Adam's mean of squared gradients", null),
        ["weightDecay"] = (RecipeFieldGroup.Optimizer, "Decoupled weight decay", "0; 0.01 for adamW, and for adam on tables"),
        ["clipNorm"] = (RecipeFieldGroup.Optimizer, "Maximum norm of the gradient; 0 for no limit", null),
        ["schedule"] = (RecipeFieldGroup.Optimizer, "Learning rate schedule", null),
        ["scheduleEpochs"] = (RecipeFieldGroup.Optimizer, "Epochs per step of the step schedule; patience of the plateau schedule", null),
        ["scheduleFactor"] = (RecipeFieldGroup.Optimizer, "Factor of the step and plateau schedules", null),
        ["warmUp"] = (RecipeFieldGroup.Optimizer, "Epochs over which the learning rate rises from 0", null),

        ["epochs"] = (RecipeFieldGroup.Training, "Maximum number of epochs", null),
        ["batchSize"] = (RecipeFieldGroup.Training, "Examples per step", "128 for images; 1/50 of the training rows, from 16 to 256, for tables"),
        ["dropLastBatch"] = (RecipeFieldGroup.Training, "Drop the last batch of an epoch if it is smaller than the others", null),
        ["bestBy"] = (RecipeFieldGroup.Training, "Metric of the validation set that decides which epoch is best", "accuracy for images, loss for tables"),
        ["earlyStopping"] = (RecipeFieldGroup.Training, "Stop after this many epochs without improvement; 0 to never stop early", null),
        ["leastImprovement"] = (RecipeFieldGroup.Training, "Minimum change of the metric that counts as an improvement", null),
        ["seed"] = (RecipeFieldGroup.Training, "Random seed for the split, initial weights, shuffling and dropout", null),
        ["engine"] = (RecipeFieldGroup.Training, "How gradients are computed; autograd uses double precision and is slow", null),
        ["name"] = (RecipeFieldGroup.Training, "Name of the run and of its directory", "derived from the other fields"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static (RecipeFieldGroup Group, string Summary, string? Default) Of(string field) => s_texts[field];
}
