using Nabla.Networks;

namespace Nabla.Studies.Tests;

/// <summary>Targets of every kind, and saved states, on the second opinion.</summary>
public sealed class AutogradTargetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_engines_learn_values_and_one_output_with_weights_alike(bool isRegression)
    {
        var key = new RandomKey(6);
        float[] features = [.. Enumerable.Range(0, 3 * 100).Select(i => key.Normal((ulong)i))], weights = [.. Enumerable.Range(0, 100).Select(i => 0.5f + (i % 3))];
        var data = isRegression
            ? ArrayDataset.Regression("sums", features, [.. Enumerable.Range(0, 200).Select(i => features[(i / 2 * 3) + (i % 2)])], ["first", "second"], weights)
            : ArrayDataset.Classification("signs", features, [.. Enumerable.Range(0, 100).Select(i => features[3 * i] > 0 ? 1 : 0)], ["minus", "plus"], weights);
        Loss loss = isRegression ? new MeanSquaredError() : new BinaryCrossEntropy();
        var (analytic, autograd) = (Train(data, loss, new Adam(0.01f)), Train(data, loss, new AutogradMethod(new Adam(0.01f))));
        Assert.All(analytic.StepLosses.Zip(autograd.StepLosses), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(analytic.Epochs.Zip(autograd.Epochs), pair => Assert.Equal(pair.First.TrainAccuracy, pair.Second.TrainAccuracy));
        Assert.Equal(isRegression, analytic.Epochs[0].TrainAccuracy is null);
    }

    [Fact]
    public void The_state_of_one_engine_is_refused_by_the_other()
    {
        var data = new Blobs(100, 8, 4);
        Checkpoint? kept = null;
        var keeper = new Keeper(checkpoint => kept ??= checkpoint);
        Train(data, new SoftmaxCrossEntropy(), new AutogradMethod(new Sgd(0.1f, 0.9f)), observer: keeper);
        Assert.Equal("Sgd on the autograd engine", kept!.State.Kind);
        Assert.Equal(["values", "velocity"], kept.State.Doubles.Keys);
        Assert.Equal(3, kept.State.Scalars["step"]);
        Refused("its state is of Sgd on the autograd engine, this run's method is Sgd", new Sgd(0.1f, 0.9f));
        Refused("its state is of Sgd on the autograd engine, this run's method is Adam on the autograd engine", new AutogradMethod(new Adam()));
        Refused("its state has a buffer in double precision \"velocity\" that the method does not have", new AutogradMethod(new Sgd(0.1f)));

        void Refused(string reason, TrainingMethod method) => Assert.StartsWith(
            $"The run cannot resume from this checkpoint: {reason}.",
            Assert.Throws<ArgumentException>(() => Train(data, new SoftmaxCrossEntropy(), method, kept)).Message, StringComparison.Ordinal);
    }

    private static TrainingReport Train(Dataset data, Loss loss, TrainingMethod method, Checkpoint? from = null, ITrainingObserver? observer = null)
    {
        int outputs = loss is BinaryCrossEntropy ? 1 : data.Task.Names.Count;
        var network = Network.Create(data.Features, [6], outputs);
        network.Initialize(new RandomKey(8));
        var all = DataSplits.All(data, data.MeasureStandardizer([.. Enumerable.Range(0, data.Count)]));
        using var processor = new Processor(threads: 1);
        return new Trainer(network, loss, method, new TrainerOptions { Epochs = 3, BatchSize = 30 }, processor).Fit(all, all, observer, from);
    }

    private sealed class Keeper(Action<Checkpoint> keep) : ITrainingObserver
    {
        public bool WantsCheckpoint(EpochRecord epoch) => true;

        public void OnCheckpoint(Checkpoint checkpoint) => keep(checkpoint);
    }
}
