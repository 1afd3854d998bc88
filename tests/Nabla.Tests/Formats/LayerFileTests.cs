using Nabla.Networks;
using Nabla.Tests.Layers;

namespace Nabla.Tests.Formats;

/// <summary>How layers stand in a model's file. Files of earlier versions hold these texts: none may change.</summary>
public sealed class LayerFileTests
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["Linear"] = """{"kind":"Linear","inputs":4,"outputs":4}""",
        ["Linear, PyTorch's initialisation"] = """{"kind":"Linear","inputs":4,"outputs":4}""",
        ["Elu"] = """{"kind":"Elu","inputs":4,"outputs":4,"alpha":1}""",
        ["Elu, alpha 0.5"] = """{"kind":"Elu","inputs":4,"outputs":4,"alpha":0.5}""",
        ["Relu"] = """{"kind":"Relu","inputs":4,"outputs":4}""",
        ["LeakyRelu"] = """{"kind":"LeakyRelu","inputs":4,"outputs":4,"slope":0.01}""",
        ["LeakyRelu, slope 0.3"] = """{"kind":"LeakyRelu","inputs":4,"outputs":4,"slope":0.3}""",
        ["Sigmoid"] = """{"kind":"Sigmoid","inputs":4,"outputs":4}""",
        ["Tanh"] = """{"kind":"Tanh","inputs":4,"outputs":4}""",
        ["Softplus"] = """{"kind":"Softplus","inputs":4,"outputs":4}""",
        ["Identity"] = """{"kind":"Identity","inputs":4,"outputs":4}""",
        ["Softmax"] = """{"kind":"Softmax","inputs":4,"outputs":4}""",
        ["BatchNorm"] = """{"kind":"BatchNorm","inputs":4,"outputs":4,"epsilon":1E-05,"momentum":0.1}""",
        ["BatchNorm, epsilon 0.1"] = """{"kind":"BatchNorm","inputs":4,"outputs":4,"epsilon":0.1,"momentum":0.1}""",
        ["WhiteningBatchNorm, epsilon 0.1"] = """{"kind":"WhiteningBatchNorm","inputs":4,"outputs":4,"epsilon":0.1,"momentum":0.1}""",
        ["Dropout"] = """{"kind":"Dropout","inputs":4,"outputs":4,"probability":0.5}""",
        ["Dropout, probability 0.2"] = """{"kind":"Dropout","inputs":4,"outputs":4,"probability":0.2}""",
        ["Residual of two linear layers"] = """
            {"kind":"Residual","inputs":4,"outputs":4,"layers":[{"kind":"Linear","inputs":4,"outputs":4},{"kind":"Tanh","inputs":4,"outputs":4},{"kind":"Linear","inputs":4,"outputs":4}]}
            """,
        ["Residual that normalises and drops"] = """
            {"kind":"Residual","inputs":4,"outputs":4,"layers":[{"kind":"BatchNorm","inputs":4,"outputs":4,"epsilon":0.1,"momentum":0.1},{"kind":"Elu","inputs":4,"outputs":4,"alpha":1},{"kind":"Dropout","inputs":4,"outputs":4,"probability":0.3},{"kind":"Linear","inputs":4,"outputs":4}]}
            """,
    };

    [Fact]
    public void Every_layer_of_the_table_keeps_its_text()
    {
        foreach (var layerCase in LayerCases.All)
            Assert.Equal($"[{Texts[layerCase.Name]}]", Text(layerCase.Create(4, 4)));
    }

    /// <summary>Settings that are no short decimal fractions: each is written so that it reads back to the same bits.</summary>
    [Fact]
    public void Settings_keep_all_their_digits()
    {
        Assert.Equal("""[{"kind":"Elu","inputs":2,"outputs":2,"alpha":0.33333334}]""", Text(new Elu(2, 1f / 3)));
        Assert.Equal("""[{"kind":"LeakyRelu","inputs":2,"outputs":2,"slope":-1.1754944E-38}]""", Text(new LeakyRelu(2, -1.17549435e-38f)));
        Assert.Equal("""[{"kind":"Elu","inputs":2,"outputs":2,"alpha":1.2345679E+20}]""", Text(new Elu(2, 1.2345679e20f)));
        Assert.Equal("""[{"kind":"Dropout","inputs":2,"outputs":2,"probability":0.3333333333333333}]""", Text(new Dropout(2, 1.0 / 3)));
        Assert.Equal("""[{"kind":"Dropout","inputs":2,"outputs":2,"probability":1E-09}]""", Text(new Dropout(2, 1e-9)));
    }

    private static string Text(Layer layer)
    {
        byte[] bytes = ModelFile.ToBytes(Nabla.Testing.Some.Model(new Network(layer)));
        return Safetensors.Read(bytes, "test").Metadata["nabla.layers"];
    }
}
