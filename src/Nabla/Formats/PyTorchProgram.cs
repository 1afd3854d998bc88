using System.Globalization;
using System.Text;

namespace Nabla.Networks;

/// <summary>Writes a model as a Python program: the nn.Sequential, standardization and predictions.</summary>
internal static class PyTorchProgram
{
    public static string Write(Model model, string path)
    {
        var layers = model.Network.Layers.Select(layer => layer.Describe()).ToList();
        var code = new StringBuilder();
        code.Append("# A Nabla model. To load its parameters:\n");
        code.Append("#     from safetensors.torch import load_file\n");
        code.Append(CultureInfo.InvariantCulture, $"#     model.load_state_dict(load_file({PythonText.Quoted(path)}))\n");
        code.Append("import torch\nfrom torch import nn\n\n\n");
        if (PyTorchModule.Uses(layers, "Residual"))
            code.Append(Lines(PyTorchModule.ResidualClass)).Append("\n\n\n");
        if (PyTorchModule.Uses(layers, "WhiteningBatchNorm"))
            code.Append(Lines(PyTorchModule.WhiteningClass)).Append("\n\n\n");
        code.Append(CultureInfo.InvariantCulture, $"# Takes standardized inputs, [rows, {model.Network.Inputs}]; {Outputs(model)}.\nmodel = ");
        PyTorchModule.AppendSequential(code, layers);
        code.Append("\nmodel.eval()\n\n");
        AppendInput(code, model.Input);
        AppendPrediction(code, model);
        return code.ToString();
    }

    private static string Outputs(Model model) => model.Output switch
    {
        Identity when model.Task.IsClassification => "gives probabilities",
        Identity => model.TargetScaling is null ? "gives values" : "gives values in standard deviations from the mean",
        _ => "gives logits",
    };

    private static void AppendInput(StringBuilder code, InputSchema input)
    {
        string[] names = [.. Names(input)];
        if (names.Length > 0)
            code.Append(CultureInfo.InvariantCulture, $"# The columns of raw, in order.\ncolumns = {PythonText.Quoted(names)}\n");
        string repeated = input.Image is { } shape ? string.Create(CultureInfo.InvariantCulture, $".repeat_interleave({shape.Height * shape.Width})") : "";
        code.Append(CultureInfo.InvariantCulture, $"mean = torch.tensor({PythonText.Numbers(input.Standardizer.Mean)}, dtype=torch.float64){repeated}\n");
        code.Append(
            CultureInfo.InvariantCulture,
            $"deviation = torch.tensor({PythonText.Numbers(input.Standardizer.Deviation.Select(deviation => deviation == 0 ? 1 : deviation))}, dtype=torch.float64){repeated}\n\n\n");
        code.Append("def standardize(raw):\n");
        if (input.Image is { } image)
        {
            string divided = input.PixelDivisor == 1 ? "raw" : $"raw / {PythonText.Number(input.PixelDivisor)}";
            code.Append(CultureInfo.InvariantCulture, $"    '''Pixels, [rows, {image.Features}] or [rows, {image.Channels}, {image.Height}, {image.Width}], to inputs of the model.'''\n");
            code.Append(CultureInfo.InvariantCulture, $"    raw = torch.as_tensor(raw, dtype=torch.float64).flatten(1)\n    return (({divided} - mean) / deviation).float()\n\n\n");
        }
        else
        {
            code.Append(CultureInfo.InvariantCulture, $"    '''Numbers, [rows, {input.Inputs}], to inputs of the model.'''\n");
            code.Append("    return ((torch.as_tensor(raw, dtype=torch.float64) - mean) / deviation).float()\n\n\n");
        }
    }

    /// <summary>Describes each input of the network before standardization.</summary>
    private static IEnumerable<string> Names(InputSchema input)
    {
        if (input.Columns.Count == 0)
            return input.FeatureNames;
        return input.Columns.SelectMany(NamesOf);

        static IEnumerable<string> NamesOf(InputColumn column)
        {
            if (column.Kind == ColumnKind.Ignored)
                return [];
            IEnumerable<string> names = column.Kind == ColumnKind.Numeric ? [column.MarksMissing ? $"{column.Name}, {PythonText.Number(column.Median)} if missing" : column.Name]
                : column.IsPair ? [$"{column.Name}: -1 if {column.Categories[0]}, 1 if {column.Categories[1]}, else 0"]
                : column.Categories.Select(category => $"{column.Name}: 1 if {category}, else 0");
            return column.MarksMissing ? names.Append($"{column.Name}: 1 if missing, else 0") : names;
        }
    }

    private static void AppendPrediction(StringBuilder code, Model model)
    {
        string result = "model(standardize(raw))";
        string meaning = "Predicted values";
        if (model.Task.IsClassification)
        {
            code.Append(CultureInfo.InvariantCulture, $"classes = {PythonText.Quoted(model.Task.Names)}\n\n\n");
            meaning = "Probabilities of the classes";
            result = model.Output switch
            {
                Softmax => $"torch.softmax({result}, dim=1)",
                Sigmoid => $"torch.sigmoid({result})",
                _ => result,
            };
        }
        else
        {
            code.Append(CultureInfo.InvariantCulture, $"targets = {PythonText.Quoted(model.Task.Names)}\n");
            if (model.TargetScaling is { } scaling)
            {
                code.Append(CultureInfo.InvariantCulture, $"target_mean = torch.tensor({PythonText.Numbers(scaling.Mean)}, dtype=torch.float64)\n");
                code.Append(CultureInfo.InvariantCulture, $"target_deviation = torch.tensor({PythonText.Numbers(scaling.Deviation)}, dtype=torch.float64)\n");
                result = $"({result} * target_deviation + target_mean).float()";
            }

            code.Append("\n\n");
        }

        code.Append("def predict(raw):\n");
        code.Append(CultureInfo.InvariantCulture, $"    '''{meaning}, [rows, {model.Task.Names.Count}], for raw features.'''\n    with torch.no_grad():\n");
        // Two classes that share one output.
        code.Append(model.Network.Outputs == model.Task.Names.Count ? $"        return {result}\n" : $"        second = {result}\n        return torch.cat([1 - second, second], dim=1)\n");
    }

    /// <summary>Returns the text of a constant, independent of the line endings of the source.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
