using System.Globalization;
using System.Text;

namespace Nabla.Networks;

/// <summary>Converts layers to the equivalent PyTorch modules.</summary>
internal static class PyTorchModule
{
    private const string Indentation = "    ";

    /// <summary>The class of a block: its modules have the same names as in an nn.Sequential.</summary>
    public const string ResidualClass =
        """
        class Residual(nn.Sequential):
            def forward(self, x):
                return x + super().forward(x)
        """;

    /// <summary>The class of a whitening normalisation.</summary>
    public const string WhiteningClass =
        """
        class WhiteningBatchNorm(nn.Module):
            '''Whitens with the running mean and covariance; training does not update them.'''

            def __init__(self, width, eps):
                super().__init__()
                self.eps = eps
                self.weight = nn.Parameter(torch.ones(width))
                self.bias = nn.Parameter(torch.zeros(width))
                self.register_buffer("running_mean", torch.zeros(width))
                self.register_buffer("running_covariance", torch.eye(width))

            def forward(self, x):
                values, vectors = torch.linalg.eigh(self.running_covariance.double())
                whitening = (vectors / (values + self.eps).sqrt()) @ vectors.T
                return (x - self.running_mean) @ whitening.to(x.dtype) * self.weight + self.bias
        """;

    /// <summary>Throws if PyTorch has no module for a layer.</summary>
    /// <exception cref="NotSupportedException">PyTorch has no module for a layer.</exception>
    public static void RequireKnown(IEnumerable<Layer> layers)
    {
        foreach (var layer in layers)
            Append(new StringBuilder(), layer.Describe(), "");
    }

    /// <summary>Returns whether layers include one of a kind, blocks included.</summary>
    public static bool Uses(IEnumerable<LayerDescription> layers, string kind) => layers.Any(layer => layer.Kind == kind || Uses(layer.Layers, kind));

    /// <summary>Writes layers as an nn.Sequential.</summary>
    public static void AppendSequential(StringBuilder code, IEnumerable<LayerDescription> layers) => AppendBlock(code, "nn.Sequential", layers, "");

    private static void AppendBlock(StringBuilder code, string name, IEnumerable<LayerDescription> layers, string indentation)
    {
        code.Append(name).Append("(\n");
        foreach (var layer in layers)
        {
            code.Append(indentation).Append(Indentation);
            Append(code, layer, indentation + Indentation);
            code.Append(",\n");
        }

        code.Append(indentation).Append(')');
    }

    private static void Append(StringBuilder code, LayerDescription layer, string indentation)
    {
        if (layer.Kind == "Residual")
            AppendBlock(code, "Residual", layer.Layers, indentation);
        else
            code.Append(Module(layer));
    }

    private static string Module(LayerDescription layer) => layer.Kind switch
    {
        "Linear" => string.Create(CultureInfo.InvariantCulture, $"nn.Linear({layer.Inputs}, {layer.Outputs})"),
        "Elu" => $"nn.ELU(alpha={PythonText.Number(layer.GetSingle("alpha"))})",
        "Relu" => "nn.ReLU()",
        "LeakyRelu" => $"nn.LeakyReLU({PythonText.Number(layer.GetSingle("slope"))})",
        "Sigmoid" => "nn.Sigmoid()",
        "Tanh" => "nn.Tanh()",
        "Softplus" => "nn.Softplus()",
        "Identity" => "nn.Identity()",
        "Softmax" => "nn.Softmax(dim=1)",
        "BatchNorm" => string.Create(
            CultureInfo.InvariantCulture,
            $"nn.BatchNorm1d({layer.Width}, eps={PythonText.Number(layer.GetSingle("epsilon"))}, momentum={PythonText.Number(layer.GetSingle("momentum"))})"),
        "WhiteningBatchNorm" => string.Create(CultureInfo.InvariantCulture, $"WhiteningBatchNorm({layer.Width}, eps={PythonText.Number(layer.GetSingle("epsilon"))})"),
        "Dropout" => $"nn.Dropout({PythonText.Number(layer.GetDouble("probability"))})",
        _ => throw new NotSupportedException($"PyTorch has no module for {layer}; write it in Python, and give it the tensors of the model's own file."),
    };
}
