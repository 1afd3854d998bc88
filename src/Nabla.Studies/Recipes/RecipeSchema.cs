using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nabla.Studies;

/// <summary>The JSON schema of recipes, with which editors complete and validate them.</summary>
public static class RecipeSchema
{
    /// <summary>Returns the schema, draft 2020-12, as indented JSON.</summary>
    public static string ToJson()
    {
        var properties = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (var field in RecipeFieldInfo.All)
        {
            var schema = JsonNode.Parse(field.Schema)!.AsObject();
            if (field.Name == "name")
                schema = new() { ["type"] = new JsonArray("string", "null") };
            schema["description"] = $"{field.Summary}{(field.Choices.Count > 0 ? "" : $"; {field.Expected}")}.{(field.Default.Length > 0 ? $" Default: {field.Default}." : "")}";
            properties[field.Name] = schema;
        }

        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Nabla recipe",
            ["description"] = "One training run: the data, the network and how it is trained. Every field may be omitted.",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }
}
