using System.Text.Json;
using Nabla.Layers;

namespace Nabla.Formats;

/// <summary>A layer's kind and settings as JSON, so that a file can say what network its parameters belong to.</summary>
internal static class LayerDescription
{
    public static void Write(Utf8JsonWriter json, Layer layer)
    {
        json.WriteStartObject();
        json.WriteString("kind", layer.Kind);
        json.WriteNumber("inputs", layer.Inputs);
        json.WriteNumber("outputs", layer.Outputs);
        switch (layer)
        {
            case Elu elu: json.WriteNumber("alpha", elu.Alpha); break;
            case LeakyRelu leaky: json.WriteNumber("slope", leaky.Slope); break;
            case Dropout dropout: json.WriteNumber("probability", dropout.Probability); break;
            case BatchNorm norm:
                json.WriteNumber("epsilon", norm.Epsilon);
                json.WriteNumber("momentum", norm.Momentum);
                break;
            case WhiteningBatchNorm norm:
                json.WriteNumber("epsilon", norm.Epsilon);
                json.WriteNumber("momentum", norm.Momentum);
                break;
            case Residual block:
                json.WriteStartArray("layers");
                foreach (var inner in block.Layers)
                    Write(json, inner);
                json.WriteEndArray();
                break;
            default: break;
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">There is no such layer, or a setting is missing or outside its range.</exception>
    public static Layer Read(JsonElement json)
    {
        string kind = Text(json, "kind");
        int inputs = Size(json, "inputs"), outputs = Size(json, "outputs");
        if (kind == "Linear")
            return new Linear(inputs, outputs);
        if (inputs != outputs)
            throw new FormatException($"a {kind} layer has {inputs} inputs and {outputs} outputs; they must be equal");
        return kind switch
        {
            "Elu" => new Elu(inputs, Number(json, "alpha")),
            "Relu" => new Relu(inputs),
            "LeakyRelu" => new LeakyRelu(inputs, Number(json, "slope")),
            "Sigmoid" => new Sigmoid(inputs),
            "Tanh" => new Tanh(inputs),
            "Softplus" => new Softplus(inputs),
            "Identity" => new Identity(inputs),
            "Softmax" => new Softmax(inputs),
            "BatchNorm" => new BatchNorm(inputs, Number(json, "epsilon"), Number(json, "momentum")),
            "WhiteningBatchNorm" => new WhiteningBatchNorm(inputs, Number(json, "epsilon"), Number(json, "momentum")),
            "Dropout" => new Dropout(inputs, Probability(json)),
            "Residual" => new Residual(Layers(json)),
            _ => throw new FormatException($"there is no layer of kind \"{kind}\"; a newer version may have it"),
        };
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"a layer lacks its {name}");

    private static int Size(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int size) && size >= 1
            ? size
            : throw new FormatException($"a layer's {name} is not a whole number of at least 1");

    private static double Probability(JsonElement json) =>
        json.TryGetProperty("probability", out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw new FormatException("a layer's probability is not a number");

    // The reader's own limit on depth, 64, ends blocks within blocks before they become many.
    private static List<Layer> Layers(JsonElement json) =>
        json.TryGetProperty("layers", out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(Read)]
            : throw new FormatException("a block lacks its layers");

    private static float Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : throw new FormatException($"a layer's {name} is not a number");
}
