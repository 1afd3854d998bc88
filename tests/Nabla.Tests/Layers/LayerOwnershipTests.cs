using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>A layer belongs to one network or block; a copy may belong to another.</summary>
public sealed class LayerOwnershipTests
{
    [Fact]
    public void A_layer_of_another_network_is_refused_and_nothing_changes()
    {
        var network = Network.Create(4, [8], 3, seed: 1);
        string fingerprint = network.Parameters.Fingerprint();
        var fresh = new Linear(8, 3);
        Assert.StartsWith(
            "layers[0] Linear(4 -> 8) already belongs to another network, which would lose its parameters: use layer.Copy() to give this network a copy.",
            Refused(() => new Network([.. network.Layers.Take(2), fresh])), StringComparison.Ordinal);

        network.Parameters.Values[0] += 1;
        Assert.NotEqual(fingerprint, network.Parameters.Fingerprint());
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"], network.Parameters.All.Select(parameter => parameter.Name));
        Assert.Equal("weight", fresh.Parameters[0].Name);
        Assert.Equal(3, new Network(fresh).Outputs);
    }

    [Fact]
    public void A_refused_network_leaves_layers_free_that_come_before_the_wrong_one()
    {
        var (good, taken) = (new Linear(2, 3), new Linear(3, 3));
        _ = new Network(taken);
        Refused(() => new Network(good, taken));
        Assert.Throws<ShapeException>(() => new Network(good, new Relu(4)));
        Assert.Throws<ShapeException>(() => new Residual(good, new Linear(3, 3)));
        Assert.Equal("weight", good.Parameters[0].Name);
        Assert.Equal("layers.0.weight", new Network(good).Parameters.All[0].Name);
    }

    [Fact]
    public void A_layer_twice_in_a_network_is_refused()
    {
        var layer = new Linear(3, 3);
        Assert.StartsWith(
            "layers[2] Linear(3 -> 3) is layers[0] again, whose parameters would count twice: use layer.Copy() to give this network a copy.",
            Refused(() => new Network(layer, new Relu(3), layer)), StringComparison.Ordinal);
        Assert.StartsWith(
            "Residual: layers[1] Linear(3 -> 3) is layers[0] again, whose parameters would count twice: use layer.Copy() to give this residual block a copy.",
            Refused(() => new Residual(layer, layer)), StringComparison.Ordinal);
        Assert.Equal(2 * 12, new Network(layer, new Relu(3), layer.Copy()).Parameters.Count);
    }

    [Fact]
    public void A_layer_of_a_block_is_refused()
    {
        var layer = new Linear(3, 3);
        var block = new Residual(layer);
        Assert.StartsWith(
            "layers[0] Linear(3 -> 3) already belongs to a residual block, which would lose its parameters: use layer.Copy() to give this network a copy.",
            Refused(() => new Network(layer, block)), StringComparison.Ordinal);
        Assert.StartsWith(
            "Residual: layers[0] Linear(3 -> 3) already belongs to another residual block, which would lose its parameters: use layer.Copy() to give this residual block a copy.",
            Refused(() => new Residual(layer)), StringComparison.Ordinal);
        _ = new Network(block);
        Assert.StartsWith("layers[0] Residual(Linear(3 -> 3)) already belongs to another network", Refused(() => new Network(block)), StringComparison.Ordinal);
        Assert.StartsWith("Residual: layers[0] Residual(Linear(3 -> 3)) already belongs to a network", Refused(() => new Residual(block)), StringComparison.Ordinal);
        Assert.StartsWith("layers[0] Linear(3 -> 3) already belongs to a residual block", Refused(() => new Network(block.Layers)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_of_the_table_copies_its_settings_and_values()
    {
        using var processor = new Processor(threads: 1);
        foreach (var layerCase in LayerCases.All)
        {
            var layer = layerCase.Create(4, 5);
            var network = new Network(layer);
            int i = 0;
            foreach (var parameter in layer.Parameters.Concat(layer.Buffers))
                parameter.Value.CopyFromRowMajor(Some.Normal(parameter.Count, new RandomKey(3).Fold((ulong)i++)));

            var copy = layer.Copy();
            Assert.Equal(layer.GetType(), copy.GetType());
            Assert.Equal(layer.Describe(), copy.Describe());
            Assert.DoesNotContain(copy.Parameters.Concat(copy.Buffers), parameter => parameter.Name.StartsWith("layers.", StringComparison.Ordinal));
            foreach (var (original, copied) in layer.Parameters.Concat(layer.Buffers).Zip(copy.Parameters.Concat(copy.Buffers)))
            {
                Assert.Null(Bits.Difference(original.Value.Data, copied.Value.Data));
                copied.Value.Data.Fill(9);
                Assert.DoesNotContain(9f, original.Value.Data.ToArray());
            }

            var other = new Network(copy);
            Assert.Equal(network.Parameters.All.Select(parameter => parameter.Name), other.Parameters.All.Select(parameter => parameter.Name));
            network.Initialize(5);
            other.Initialize(5);
            Assert.Equal(network.Parameters.Fingerprint(), other.Parameters.Fingerprint());
        }
    }

    [Fact]
    public void A_copy_of_a_linear_layer_begins_as_the_original_does()
    {
        foreach (var initializer in Enum.GetValues<Initializer>())
        {
            var layer = new Linear(7, 5, initializer, gain: 1.25);
            var copy = (Linear)layer.Copy();
            Assert.Equal((initializer, 1.25), (copy.Initializer, copy.Gain));
            layer.Initialize(new RandomKey(4));
            copy.Initialize(new RandomKey(4));
            Assert.Null(Bits.Difference(layer.Parameters[0].Value.Data, copy.Parameters[0].Value.Data));
            Assert.Null(Bits.Difference(layer.Parameters[1].Value.Data, copy.Parameters[1].Value.Data));
        }
    }

    [Fact]
    public void Copies_build_the_network_that_was_wanted()
    {
        var network = Network.Create(4, [8, 8], 3, residual: true, seed: 1);
        var longer = new Network([.. network.Layers.Take(3).Select(layer => layer.Copy()), new Linear(8, 2)]);
        Assert.Equal(
            ["layers.0.weight", "layers.0.bias", "layers.2.0.weight", "layers.2.0.bias", "layers.3.weight", "layers.3.bias"], longer.Parameters.All.Select(parameter => parameter.Name));
        Assert.Null(Bits.Difference(network.Parameters.All[2].Value.Data, longer.Parameters.All[2].Value.Data));
    }

    private static string Refused(Func<object> create) => Assert.Throws<ArgumentException>(create).Message;
}
