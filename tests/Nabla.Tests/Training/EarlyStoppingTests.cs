using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Training;

public sealed class EarlyStoppingTests
{
    public static TheoryData<string> Curves => [.. Golden().Select(curve => curve.GetProperty("name").GetString()!)];

    [Theory]
    [InlineData(1, 0.0, new[] { 0.5, 0.6, 0.6 }, true)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.6 }, false)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.6, 0.59 }, true)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.55, 0.61 }, false)]
    [InlineData(1, 0.05, new[] { 0.5, 0.54 }, true)]
    [InlineData(2, 0.05, new[] { 0.5, 0.54, 0.56 }, true)]
    [InlineData(2, 0.05, new[] { 0.5, 0.54, 0.6 }, false)]
    [InlineData(1, 0.0, new double[0], false)]
    public void It_counts_the_epochs_since_the_last_improvement(int patience, double least, double[] accuracies, bool isTime) =>
        Assert.Equal(isTime, new EarlyStopping(patience, least).IsDue([.. accuracies.Select((accuracy, i) => Epoch(i + 1, loss: 1, accuracy))], BestBy.Accuracy));

    [Fact]
    public void By_loss_lower_is_better()
    {
        EpochRecord[] epochs = [Epoch(1, 1.0, 0.5), Epoch(2, 0.9, 0.5), Epoch(3, 0.95, 0.9)];
        Assert.True(new EarlyStopping(1).IsDue(epochs, BestBy.Loss));
        Assert.False(new EarlyStopping(1).IsDue(epochs, BestBy.Accuracy));
    }

    [Fact]
    public void A_loss_that_creeps_by_less_than_the_least_improvement_stops_the_run()
    {
        EpochRecord[] epochs = [Epoch(1, 1.0, 0.5), Epoch(2, 0.95, 0.5), Epoch(3, 0.89, 0.5)];
        Assert.False(new EarlyStopping(2, 0.1).IsDue(epochs[..2], BestBy.Loss));
        Assert.True(new EarlyStopping(2, 0.1).IsDue(epochs, BestBy.Loss));
    }

    [Theory, MemberData(nameof(Curves))]
    public void On_the_training_loss_it_stops_where_scikit_learn_does(string name)
    {
        var curve = Golden().Single(curve => curve.GetProperty("name").GetString() == name);
        double[] losses = [.. curve.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
        int? expected = curve.GetProperty("stop").ValueKind == JsonValueKind.Null ? null : curve.GetProperty("stop").GetInt32();
        var rule = new EarlyStopping(curve.GetProperty("patience").GetInt32(), curve.GetProperty("tolerance").GetDouble(), ByTrainingLoss: true);

        // Half of each loss stands in the penalty, which scikit-learn's loss holds too; validation would never stop it.
        EpochRecord[] epochs = [.. losses.Select((loss, i) => Epoch(i + 1, 1.0 / (i + 1), 0.5) with { TrainLoss = loss / 2, Penalty = loss / 2 })];
        int? stop = Enumerable.Range(1, epochs.Length).Where(count => rule.IsDue(epochs[..count], BestBy.Loss)).Select(count => (int?)count).FirstOrDefault();
        Assert.Equal(expected, stop);
    }

    [Fact]
    public void What_it_cannot_be_is_said()
    {
        string[] errors =
        [
            "Patience is 0; it must be at least 1, or null.",
            "MinImprovement is -0.5; it must be a finite number, at least 0.",
            "StopByTrainingLoss is true, but Patience is null: give the number of epochs without improvement that end the run.",
        ];
        Assert.Equal(errors[..2], new TrainerOptions { Patience = 0, MinImprovement = -0.5 }.Validate());
        Assert.Equal(errors[2..], new TrainerOptions { StopByTrainingLoss = true }.Validate());
        Assert.Equal(errors[..2], new ClassifierOptions { Patience = 0, MinImprovement = -0.5 }.Validate());
        Assert.Equal(errors[2..], new RegressorOptions { StopByTrainingLoss = true, Patience = null }.Validate());
        Assert.Empty(new TrainerOptions { Patience = 1, MinImprovement = 0.1, StopByTrainingLoss = true }.Validate());
    }

    [Fact]
    public void By_default_a_trainer_does_not_stop_early_and_a_predictor_does()
    {
        Assert.Equal((null, 0.0, false), (new TrainerOptions().Patience, new TrainerOptions().MinImprovement, new TrainerOptions().StopByTrainingLoss));
        Assert.Null(EarlyStopping.Of(new TrainerOptions()));
        Assert.Equal(new EarlyStopping(7, 0.5, true), EarlyStopping.Of(new TrainerOptions { Patience = 7, MinImprovement = 0.5, StopByTrainingLoss = true }));
        Assert.Equal((30, 0.0, false), (new ClassifierOptions().Patience, new ClassifierOptions().MinImprovement, new ClassifierOptions().StopByTrainingLoss));
    }

    private static JsonElement[] Golden() =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", "early_stopping.json"))).RootElement.EnumerateArray()];

    private static EpochRecord Epoch(int epoch, double loss, double accuracy) => new(epoch, epoch, 1, 0.5, loss, accuracy, TimeSpan.Zero);
}
