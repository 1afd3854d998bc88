using Nabla.Networks;

namespace Nabla.Tests.Data;

/// <summary>The built-in data must be worth learning: neither easy nor hopeless, and out of a linear model's reach.</summary>
public sealed class ShapesDifficultyTests
{
    [Fact]
    public void The_default_recipe_ends_between_55_and_85_percent_and_a_linear_model_ten_points_below()
    {
        var (training, test) = ImageDataset.GenerateShapes();
        using var processor = new Processor(2);

        double network = TestAccuracy([128], learningRate: 0.1f);
        double linear = new[] { 0.1f, 0.01f }.Max(rate => TestAccuracy([], rate));

        Assert.InRange(network, 0.55, 0.85);
        Assert.InRange(linear, 0.15, network - 0.1);

        double TestAccuracy(int[] hidden, float learningRate)
        {
            var key = new RandomKey(42);
            var splits = DataSplits.Create(training, test, 0.1, key.Fold(RandomStreams.Splitting));
            var model = Network.Create(training.Features, hidden, training.Classes);
            model.Initialize(key.Fold(RandomStreams.Initialization));
            new Trainer(model, new SoftmaxCrossEntropy(), new Sgd(learningRate), new(), processor).Fit(splits.Train, splits.Validation);
            return Evaluation.Measure(model, new SoftmaxCrossEntropy(), splits.Test, processor).Accuracy!.Value;
        }
    }
}
