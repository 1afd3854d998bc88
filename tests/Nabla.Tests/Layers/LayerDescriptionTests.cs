using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Layers;

/// <summary>A layer describes itself once: texts, registries and equality follow.</summary>
public sealed class LayerDescriptionTests
{
    [Fact]
    public void Every_layer_of_the_table_comes_back_from_its_description()
    {
        foreach (var layerCase in LayerCases.All)
        {
            var layer = layerCase.Create(4, 4);
            var created = LayerRegistry.Default.Create(layer.Describe());
            Assert.Equal(layer.GetType(), created.GetType());
            Assert.Equal(layer.Describe(), created.Describe());
        }
    }

    [Fact]
    public void Layers_print_as_they_always_did()
    {
        using var culture = new ForeignCulture();
        Assert.Equal("Linear(3072 -> 128)", new Linear(3072, 128).ToString());
        Assert.Equal("Elu(128 -> 128, alpha 0.5)", new Elu(128, 0.5f).ToString());
        Assert.Equal("LeakyRelu(2 -> 2, slope 0.01)", new LeakyRelu(2).ToString());
        Assert.Equal("Dropout(2 -> 2, probability 0.25)", new Dropout(2, 0.25).ToString());
        Assert.Equal("BatchNorm(2 -> 2)", new BatchNorm(2, 0.1f, 0.2f).ToString());
        Assert.Equal("WhiteningBatchNorm(2 -> 2)", new WhiteningBatchNorm(2).ToString());
        Assert.Equal("Residual(Linear(2 -> 2), Elu(2 -> 2, alpha 1))", new Residual(new Linear(2, 2), new Elu(2)).ToString());
    }

    [Fact]
    public void Every_type_of_setting_comes_back()
    {
        using var culture = new ForeignCulture();
        var description = new LayerDescription("Some", 2, 2).With("a", 1f / 3).With("b", 1.0 / 3).With("c", -7).With("d", true).With("e", "é\"");
        Assert.Equal(1f / 3, description.GetSingle("a"));
        Assert.Equal(1.0 / 3, description.GetDouble("b"));
        Assert.Equal(-7, description.GetInt32("c"));
        Assert.True(description.GetBoolean("d"));
        Assert.Equal("é\"", description.GetString("e"));
        Assert.Equal("Some(2 -> 2, a 0.33333334, b 0.3333333333333333, c -7, d true, e é\")", description.ToString());

        Assert.Equal("a Some layer has no f; expected a number", Assert.Throws<FormatException>(() => description.GetSingle("f")).Message);
        Assert.Equal("d of a Some layer is true; expected a number", Assert.Throws<FormatException>(() => description.GetDouble("d")).Message);
        Assert.Equal("a of a Some layer is 0.33333334; expected an integer", Assert.Throws<FormatException>(() => description.GetInt32("a")).Message);
        Assert.Equal("c of a Some layer is -7; expected true or false", Assert.Throws<FormatException>(() => description.GetBoolean("c")).Message);
        Assert.Equal("c of a Some layer is -7; expected a text", Assert.Throws<FormatException>(() => description.GetString("c")).Message);
        Assert.Equal("a Some layer has 2 inputs and 3 outputs; they must be equal", Assert.Throws<FormatException>(() => new LayerDescription("Some", 2, 3).Width).Message);
    }

    [Fact]
    public void Descriptions_are_equal_by_what_they_say()
    {
        Assert.Equal(new Elu(3).Describe(), new Elu(3).Describe());
        Assert.NotEqual(new Elu(3).Describe(), new Elu(3, 2).Describe());
        Assert.NotEqual(new Elu(3).Describe(), new Elu(4).Describe());
        Assert.Equal(new("Some", 1, 1), new LayerDescription("Some", 1, 1));
        Assert.Equal("Some(1 -> 1, b 2)", new LayerDescription("Some", 1, 1).With("a", 1, isShown: false).With("b", 2).ToString());
        Assert.NotEqual(new Relu(3).Describe(), new Tanh(3).Describe());
        Assert.NotEqual(new Residual(new Relu(3)).Describe(), new Residual(new Tanh(3)).Describe());
        Assert.Equal(new Residual(new Relu(3)).Describe().GetHashCode(), new Residual(new Relu(3)).Describe().GetHashCode());
    }

    [Fact]
    public void Settings_that_no_file_can_hold_are_refused()
    {
        Assert.StartsWith("The setting a is NaN; expected a finite number.", Assert.Throws<ArgumentException>(() => new LayerDescription("Some", 1, 1).With("a", float.NaN)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LayerDescription("Some", 1, 1).With("a", double.PositiveInfinity));
        Assert.StartsWith(
            "A setting of a Some layer is called \"inputs\"; expected a name other than kind, inputs, outputs, layers.",
            Assert.Throws<ArgumentException>(() => new LayerDescription("Some", 1, 1).With("inputs", 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "A Some layer has two settings called a; each needs a unique name.",
            Assert.Throws<ArgumentException>(() => new LayerDescription("Some", 1, 1).With("a", 3).With("a", 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_refuses_what_it_does_not_know_and_what_it_knows_already()
    {
        Assert.Equal(
            "there is no layer of kind \"Some\": register it with LayerRegistry.Default.With(\"Some\", description => ...) and pass the registry, or use a newer version of Nabla",
            Assert.Throws<FormatException>(() => LayerRegistry.Default.Create(new("Some", 1, 1))).Message);
        Assert.StartsWith(
            "There is already a layer of kind \"Relu\" in this registry: choose another kind.",
            Assert.Throws<ArgumentException>(() => LayerRegistry.Default.With("Relu", description => new Relu(description.Width))).Message, StringComparison.Ordinal);

        var registry = LayerRegistry.Default.With("Some", description => new Relu(description.Width));
        Assert.DoesNotContain("Some", LayerRegistry.Default.Kinds);
        Assert.Equal(
            "the function registered for \"Some\" created Relu(3 -> 3); expected Some(3 -> 3)", Assert.Throws<FormatException>(() => registry.Create(new("Some", 3, 3))).Message);
    }
}
