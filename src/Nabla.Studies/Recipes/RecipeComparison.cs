using System.Collections;
using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Compares recipes: they are equal if every field has the same value, and lists have equal elements.</summary>
internal static class RecipeComparison
{
    /// <summary>Returns the names of the fields whose values differ, in the order in which they are written.</summary>
    public static IReadOnlyList<string> DifferingFields(Recipe first, Recipe second) =>
        [.. RecipeField.All.Where(field => !AreEqual(field.Value(first), field.Value(second))).Select(field => field.Name)];

    /// <summary>Returns the names of the fields whose values are not the defaults for the recipe's data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="start">A recipe with other fields that do not count as chosen.</param>
    public static IReadOnlyList<string> ChosenFields(Recipe recipe, Recipe start)
    {
        var defaults = start with { Data = recipe.Data, Task = recipe.Task };
        var chosen = DifferingFields(recipe, defaults).ToHashSet(StringComparer.Ordinal);
        if (recipe.Data != start.Data)
            chosen.Add("data");
        if (recipe.Task is not null)
            chosen.Add("task");
        return [.. RecipeField.All.Select(field => field.Name).Where(chosen.Contains)];
    }

    /// <summary>Returns the fields whose values differ, each with both values as JSON on one line.</summary>
    public static IReadOnlyList<(string Field, string First, string Second)> Differences(Recipe first, Recipe second)
    {
        if (DifferingFields(first, second) is not { Count: > 0 } fields)
            return [];
        using JsonDocument a = JsonDocument.Parse(first.ToJson()), b = JsonDocument.Parse(second.ToJson());
        return [.. fields.Select(field => (field, Written(a, field), Written(b, field)))];

        static string Written(JsonDocument recipe, string field) => recipe.RootElement.TryGetProperty(field, out var value) ? value.GetRawText() : "not given";
    }

    /// <summary>Returns a hash code that equal recipes share.</summary>
    public static int Hash(Recipe recipe)
    {
        var hash = default(HashCode);
        foreach (var field in RecipeField.All)
        {
            if (field.Value(recipe) is IEnumerable elements and not string)
            {
                foreach (object? element in elements)
                    hash.Add(element);
            }
            else
            {
                hash.Add(field.Value(recipe));
            }
        }

        return hash.ToHashCode();
    }

    private static bool AreEqual(object? first, object? second) =>
        first is IEnumerable a and not string && second is IEnumerable b and not string
            ? a.Cast<object>().SequenceEqual(b.Cast<object>())
            : Equals(first, second);
}
