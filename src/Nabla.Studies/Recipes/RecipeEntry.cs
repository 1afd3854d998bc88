using System.Text.Json;

namespace Nabla.Studies;

/// <summary>A field of a recipe, for display.</summary>
/// <param name="Field">The name in JSON.</param>
/// <param name="Value">The value as JSON, on one line; text without its quotation marks.</param>
/// <param name="IsDefault">Whether the value is the default.</param>
public sealed record RecipeEntry(string Field, string Value, bool IsDefault)
{
    /// <summary>Returns a recipe field by field, in the order in which it is written.</summary>
    public static IReadOnlyList<RecipeEntry> All(Recipe recipe)
    {
        using var document = JsonDocument.Parse(recipe.ToJson());
        return All(document.RootElement, recipe);
    }

    /// <summary>Returns a recipe field by field, including fields unknown to this version.</summary>
    /// <param name="json">The JSON in the file.</param>
    /// <param name="recipe">The recipe as read.</param>
    internal static IReadOnlyList<RecipeEntry> All(JsonElement json, Recipe recipe)
    {
        // A derived name is not a choice.
        string made = (recipe with { Name = null }).RunName;
        var chosen = RecipeComparison.ChosenFields(recipe, new Recipe { Name = made == recipe.Name ? made : null });
        return [.. json.EnumerateObject().Select(field => new RecipeEntry(
            field.Name,
            OneLine(field.Value),
            RecipeField.Find(field.Name) is not null && !chosen.Contains(field.Name, StringComparer.Ordinal)))];
    }

    private static string OneLine(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, OneLineJson.Default.JsonElement);
}
