using Nabla.Networks;
using Nabla.Tests.Training;

namespace Nabla.Tests.Networks;

/// <summary>A network is initialised, or training refuses it.</summary>
public sealed class InitializedTests : IDisposable
{
    private readonly Processor _processor = new(threads: 1);

    public void Dispose() => _processor.Dispose();

    [Fact]
    public void Training_refuses_weights_that_nobody_set()
    {
        const string Expected =
            "layers.0.weight is entirely 0: the network was not initialised. Call network.Initialize(seed) before training; for zeros on purpose choose Initializer.Zeros.";
        var network = Network.Create(4, [5], 3);
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(network.RequireInitialized).Message);
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(() => new GradientStep(network, new SoftmaxCrossEntropy(), new Sgd(0.1f), 8, default, _processor)).Message);
        var splits = new Blobs(60, 4, 3, new RandomKey(1)).Split();
        Assert.Equal(
            Expected,
            Assert.Throws<InvalidOperationException>(
                () => new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.1f), new TrainerOptions { Epochs = 1, BatchSize = 10 }, _processor).Fit(splits.Train, splits.Validation)).Message);
    }

    [Fact]
    public void A_layer_that_was_forgotten_is_named()
    {
        var network = Network.Create(4, [5], 3, seed: 1);
        var extended = new Network([.. network.Layers.Select(layer => layer.Copy()), new Linear(3, 2)]);
        Assert.StartsWith("layers.3.weight is entirely 0", Assert.Throws<InvalidOperationException>(extended.RequireInitialized).Message, StringComparison.Ordinal);
        extended.Layers[3].Initialize(new RandomKey(1));
        extended.RequireInitialized();
    }

    [Fact]
    public void Weights_that_were_drawn_loaded_copied_or_set_are_accepted()
    {
        Network.Create(4, [5], 3, seed: 1).RequireInitialized();
        var zeros = Network.Create(4, [], 3, initializer: Initializer.Zeros, seed: 1);
        Assert.All(zeros.Parameters.Values.ToArray(), value => Assert.Equal(0, value));
        zeros.RequireInitialized();
        ModelFile.FromBytes(
            ModelFile.ToBytes(Nabla.Testing.Some.Model(new Network(new Linear(2, 2)))), "m").Network.RequireInitialized();
        var byHand = new Network(new Linear(2, 2));
        byHand.Parameters.All[0].Value[1, 1] = 1;
        byHand.RequireInitialized();
        new Network(byHand.Layers[0].Copy()).RequireInitialized();
    }

    [Fact]
    public void A_seed_gives_what_its_key_gives()
    {
        var (byKey, bySeed) = (Network.Create(4, [5], 3), Network.Create(4, [5], 3));
        byKey.Initialize(new RandomKey(42).Fold(RandomStreams.Initialization));
        bySeed.Initialize(42);
        Assert.Equal(byKey.Parameters.Fingerprint(), bySeed.Parameters.Fingerprint());
        Assert.Equal(byKey.Parameters.Fingerprint(), Network.Create(4, [5], 3, seed: 42).Parameters.Fingerprint());
    }
}
