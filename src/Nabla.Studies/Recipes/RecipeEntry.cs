using System.Text.Json;

namespace Nabla.Studies;

/// <summary>A field of a recipe as it is shown.</summary>
/// <param name="Field">Its name in JSON.</param>
/// <param name="Value">Its value as JSON, on one line; text without its quotation marks.</param>
/// <param name="IsDefault">Whether it is what a recipe has that does not mention it.</param>
public sealed record RecipeEntry(string Field, string Value, bool IsDefault)
{
    /// <summary>A recipe field by field, in the order in which it is written.</summary>
    public static IReadOnlyList<RecipeEntry> All(Recipe recipe)
    {
        using var document = JsonDocument.Parse(recipe.ToJson());
        return All(document.RootElement, recipe);
    }

    /// <summary>A recipe field by field; fields that this version does not know are shown too.</summary>
    /// <param name="json">As it stands in a file.</param>
    /// <param name="recipe">As it was read.</param>
    internal static IReadOnlyList<RecipeEntry> All(JsonElement json, Recipe recipe)
    {
        // A name that is made from the other fields is no choice of its own.
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
