using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Where two recipes differ.</summary>
internal static class RecipeComparison
{
    /// <summary>The fields whose values differ, each with both values as JSON on one line.</summary>
    public static IReadOnlyList<(string Field, string First, string Second)> Differences(Recipe first, Recipe second)
    {
        using JsonDocument a = JsonDocument.Parse(first.ToJson()), b = JsonDocument.Parse(second.ToJson());
        return
        [
            .. from field in a.RootElement.EnumerateObject()
               let other = b.RootElement.GetProperty(field.Name)
               where !JsonElement.DeepEquals(field.Value, other)
               select (field.Name, field.Value.GetRawText(), other.GetRawText()),
        ];
    }
}
