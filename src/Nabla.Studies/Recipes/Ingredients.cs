using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Creates the library's objects from a recipe.</summary>
internal static class Ingredients
{
    /// <summary>Returns the training, validation and test sets.</summary>
    public static DataSplits Splits(Recipe recipe, Dataset training, Dataset test)
    {
        var splits = DataSplits.Create(training, test, recipe.ValidationFraction, recipe.Seed);
        return recipe.InputScale == 1 ? splits : splits.Scaled(recipe.InputScale);
    }

    /// <summary>Creates the network, with weights 0.</summary>
    public static Network Network(Recipe recipe, int features, int outputs) => Nabla.Network.Create(
        features, recipe.Hidden, outputs, recipe.Activation, recipe.Initializer, Normalization(recipe), recipe.Dropout, recipe.Residual, recipe.SoftmaxOutput);

    public static Loss Loss(Recipe recipe) => recipe.Loss switch
    {
        LossKind.BinaryCrossEntropy => new BinaryCrossEntropy(),
        LossKind.MeanSquaredError => new MeanSquaredError(),
        LossKind.MeanAbsoluteError => new MeanAbsoluteError(),
        LossKind.Huber => new Huber(),
        _ => new SoftmaxCrossEntropy((float)recipe.LabelSmoothing, [.. recipe.ClassWeights.Select(weight => (float)weight)]),
    };

    /// <summary>Creates the layer that converts outputs to predictions, which depends on the loss.</summary>
    public static Layer Output(Recipe recipe, int outputs) => recipe switch
    {
        { SoftmaxOutput: true } => ElementwiseLayer.Create(Activation.Identity, outputs),
        { Loss: LossKind.SoftmaxCrossEntropy } => new Softmax(outputs),
        { Loss: LossKind.BinaryCrossEntropy } => new Sigmoid(outputs),
        _ => ElementwiseLayer.Create(Activation.Identity, outputs),
    };

    public static TrainingMethod Method(Recipe recipe)
    {
        if (recipe.Optimizer == OptimizerKind.Lbfgs)
            return TrainingMethod.Lbfgs();
        return recipe.Engine == Engine.Autograd ? new AutogradMethod(Optimizer(recipe)) : Optimizer(recipe);
    }

    private static Optimizer Optimizer(Recipe recipe)
    {
        float rate = (float)recipe.LearningRate, momentum = (float)recipe.Momentum;
        return recipe.Optimizer switch
        {
            OptimizerKind.Adam or OptimizerKind.AdamW => new Adam(rate, recipe.Beta1, recipe.Beta2, weightDecay: recipe.WeightDecay),
            OptimizerKind.RmsProp => new RmsProp(rate, momentum: momentum, weightDecay: recipe.WeightDecay),
            _ => new Sgd(rate, momentum, recipe.Nesterov, recipe.WeightDecay),
        };
    }

    /// <summary>Creates the training options.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="examples">The number of training examples.</param>
    public static TrainerOptions Options(Recipe recipe, int examples) => new()
    {
        Epochs = recipe.Epochs,
        BatchSize = BatchSize(recipe, examples),
        DropLastBatch = recipe.DropLastBatch,
        Seed = recipe.Seed,
        BestBy = recipe.BestBy,
        Patience = recipe.EarlyStopping == 0 ? null : recipe.EarlyStopping,
        MinImprovement = recipe.LeastImprovement,
        L1 = recipe.L1,
        L2 = recipe.L2,
        MaxGradientNorm = recipe.ClipNorm == 0 ? null : recipe.ClipNorm,
        Schedule = Schedule(recipe, StepsPerEpoch(recipe, examples)),
        Inspect = true,
        AllowOutputMismatch = recipe.SoftmaxOutput,
    };

    /// <summary>Returns the number of steps in an epoch; 0 if the examples do not fill one.</summary>
    public static int StepsPerEpoch(Recipe recipe, int examples)
    {
        int size = BatchSize(recipe, examples);
        return (examples + (recipe.DropLastBatch ? 0 : size - 1)) / size;
    }

    /// <summary>Returns the number of examples in a step: all for L-BFGS.</summary>
    private static int BatchSize(Recipe recipe, int examples) => recipe.Optimizer == OptimizerKind.Lbfgs ? Math.Max(1, examples) : recipe.BatchSize;

    private static LearningRateSchedule Schedule(Recipe recipe, int stepsPerEpoch)
    {
        LearningRateSchedule schedule = recipe.Schedule switch
        {
            ScheduleKind.Step => LearningRateSchedule.Step(recipe.ScheduleEpochs, recipe.ScheduleFactor),
            ScheduleKind.Cosine => LearningRateSchedule.Cosine(),
            ScheduleKind.OneCycle => LearningRateSchedule.OneCycle(),
            ScheduleKind.Plateau => LearningRateSchedule.ReduceOnPlateau(
                byAccuracy: recipe.BestBy is BestBy.Accuracy or BestBy.AccuracyThenLoss, recipe.ScheduleFactor, recipe.ScheduleEpochs),
            _ => LearningRateSchedule.Constant,
        };
        long warmUp = (long)Math.Ceiling(recipe.WarmUp * stepsPerEpoch);
        return warmUp == 0 ? schedule : LearningRateSchedule.WarmUp(warmUp, schedule);
    }

    private static Normalization Normalization(Recipe recipe) =>
        recipe.BatchNorm ? Networks.Normalization.Batch : recipe.Whitening ? Networks.Normalization.Whitening : Networks.Normalization.None;
}
