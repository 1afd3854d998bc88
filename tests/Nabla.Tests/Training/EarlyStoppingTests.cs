using Nabla.Training;

namespace Nabla.Tests.Training;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(1, 0.0, new[] { 0.5, 0.6, 0.6 }, true)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.6 }, false)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.6, 0.59 }, true)]
    [InlineData(2, 0.0, new[] { 0.5, 0.6, 0.55, 0.61 }, false)]
    [InlineData(1, 0.05, new[] { 0.5, 0.54 }, true)]
    [InlineData(2, 0.05, new[] { 0.5, 0.54, 0.56 }, false)]
    [InlineData(1, 0.0, new double[0], false)]
    public void It_counts_the_epochs_since_the_last_improvement(int patience, double least, double[] accuracies, bool isTime) =>
        Assert.Equal(isTime, new EarlyStopping(patience, least).IsTime([.. accuracies.Select((accuracy, i) => Epoch(i + 1, loss: 1, accuracy))], BestBy.Accuracy));

    [Fact]
    public void By_loss_lower_is_better()
    {
        EpochRecord[] epochs = [Epoch(1, 1.0, 0.5), Epoch(2, 0.9, 0.5), Epoch(3, 0.95, 0.9)];
        Assert.True(new EarlyStopping(1).IsTime(epochs, BestBy.Loss));
        Assert.False(new EarlyStopping(1).IsTime(epochs, BestBy.Accuracy));
    }

    [Fact]
    public void What_it_cannot_be_is_said()
    {
        Assert.StartsWith("Patience is 0; it must be at least 1 epoch.", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The least improvement is -0.5; it must be a finite number, at least 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(1, -0.5)).Message, StringComparison.Ordinal);
    }

    private static EpochRecord Epoch(int epoch, double loss, double accuracy) => new(epoch, epoch, 1, 0.5, loss, accuracy, TimeSpan.Zero);
}
