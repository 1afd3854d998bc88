using System.Globalization;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A field of a recipe: its name, reader and validation.</summary>
internal sealed partial class RecipeField
{
    private const string AnyText = """{"type":"string"}""";
    private const string AnyNumber = """{"type":"number"}""";
    private const string AnyTexts = """{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"string"}]}""";
    private const string AnyNumbers = """{"anyOf":[{"type":"number"},{"type":"array","items":{"type":"number"}}]}""";

    private RecipeField(
        string name, string expected, Func<Recipe, object?> value, Func<Recipe, JsonElement, Recipe?> read, Func<Recipe, string?> check, string schema = AnyText, IReadOnlyList<string>? choices = null) =>
        (Name, Expected, Value, Read, Check, Schema, Choices) = (name, expected, value, read, check, schema, choices ?? []);

    /// <summary>Gets the name in JSON.</summary>
    public string Name { get; }

    /// <summary>Gets the permitted values, as the end of a sentence.</summary>
    public string Expected { get; }

    /// <summary>Gets the function that returns the field's value in a recipe.</summary>
    public Func<Recipe, object?> Value { get; }

    /// <summary>Gets the function that sets this field in a recipe; null if the value has another type.</summary>
    public Func<Recipe, JsonElement, Recipe?> Read { get; }

    /// <summary>Gets the function that returns the error of this field, as a sentence; null if there is none.</summary>
    public Func<Recipe, string?> Check { get; }

    /// <summary>Gets the JSON schema of a value.</summary>
    public string Schema { get; }

    /// <summary>Gets the allowed values; empty if they are not a short list.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Returns the field with a name.</summary>
    public static RecipeField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>Returns an error such as "epochs is 0; it must be a whole number from 1 to 100000."</summary>
    public string WrongValue(string value) => $"{Name} is {value}; it must be {Expected}.";

    /// <summary>Returns a value in quotation marks, truncated if it is long.</summary>
    public static string Quote(string text)
    {
        string shown = string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
        return shown.Length <= 120 ? $"\"{shown}\"" : $"\"{shown[..117]}...\"";
    }

    private static string Wrong(string field, string value) => Find(field)!.WrongValue(value);

    private static RecipeField Whole(string name, int least, int most, Func<Recipe, int, Recipe> set, Func<Recipe, int> get, Func<Recipe, bool>? isAllowed = null) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), recipe => get(recipe),
            (recipe, json) => Integer(json) is { } value ? set(recipe, value) : null,
            recipe => (get(recipe) >= least && get(recipe) <= most) || isAllowed?.Invoke(recipe) == true ? null : Wrong(name, Format(get(recipe))),
            string.Create(CultureInfo.InvariantCulture, $$"""{"type":"integer","minimum":{{(isAllowed is null ? least : Math.Min(least, 0))}},"maximum":{{most}}}"""));

    private static RecipeField Number(
        string name, string expected, Func<Recipe, double, Recipe> set, Func<Recipe, double> get, Func<double, bool> isGood, Func<Recipe, string?>? suits = null) =>
        new(name, expected, recipe => get(recipe),
            (recipe, json) => Double(json) is { } value ? set(recipe, value) : null,
            recipe => isGood(get(recipe)) ? suits?.Invoke(recipe) : Wrong(name, Format(get(recipe))), AnyNumber);

    private static RecipeField Boolean(string name, Func<Recipe, bool, Recipe> set, Func<Recipe, bool> get, Func<Recipe, string?>? check = null) =>
        new(name, "true or false", recipe => get(recipe), (recipe, json) => Flag(json) is { } value ? set(recipe, value) : null, check ?? (_ => null), """{"type":"boolean"}""");

    private static RecipeField Numbers(
        string name, string expected, Func<Recipe, IReadOnlyList<double>, Recipe> set, Func<Recipe, IReadOnlyList<double>> get, Func<Recipe, string?> check) =>
        new(name, expected, get, (recipe, json) => Doubles(json) is { } values ? set(recipe, values) : null, check, AnyNumbers);

    private static RecipeField Seed(string name, Func<Recipe, ulong, Recipe> set, Func<Recipe, ulong> get) =>
        new(name, "a whole number from 0 to 18446744073709551615", recipe => get(recipe),
            (recipe, json) => json.ValueKind == JsonValueKind.Number && json.TryGetUInt64(out ulong value) ? set(recipe, value) : null,
            _ => null, """{"type":"integer","minimum":0,"maximum":18446744073709551615}""");

    private static RecipeField Choice<T>(string name, Func<Recipe, T, Recipe> set, Func<Recipe, T> get, Func<Recipe, string?>? suits = null, IReadOnlyList<T>? choices = null)
        where T : struct, Enum
    {
        var names = (choices ?? Enum.GetValues<T>()).ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);
        string expected = names.Count == 1 ? Quote(names.Keys.First()) : $"one of {string.Join(", ", names.Keys.Select(Quote))}";
        return new(name, expected, recipe => get(recipe),
            (recipe, json) => Text(json) is { } text && names.TryGetValue(text, out T value) ? set(recipe, value) : null,
            recipe => names.ContainsValue(get(recipe)) ? suits?.Invoke(recipe) : Wrong(name, get(recipe).ToString()),
            $$"""{"enum":[{{string.Join(',', names.Keys.Select(Quote))}}]}""", [.. names.Keys]);
    }

    private static string? Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    private static bool? Flag(JsonElement json) =>
        json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static int? Integer(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) ? value : null;

    private static double? Double(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) ? value : null;

    private static IReadOnlyList<double>? Doubles(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Number)
            return Double(json) is { } single ? [single] : null;
        if (json.ValueKind != JsonValueKind.Array)
            return null;
        var values = json.EnumerateArray().Select(Double).ToList();
        return values.TrueForAll(value => value is not null) ? [.. values.Select(value => value!.Value)] : null;
    }

    private static IReadOnlyList<string>? Texts(JsonElement json)
    {
        if (Text(json) is { } list)
            return list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (json.ValueKind != JsonValueKind.Array)
            return null;
        var values = json.EnumerateArray().Select(Text).ToList();
        return values.TrueForAll(value => value is not null) ? [.. values.Select(value => value!)] : null;
    }

    private static string Shown(object value) => value switch
    {
        string text => Quote(text),
        IEnumerable<string> texts => $"[{string.Join(", ", texts.Select(Quote))}]",
        TaskKind task => Named(task),
        double number => Format(number),
        _ => $"{value}",
    };

    private static IReadOnlyList<int>? Sizes(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                return Integer(json) is { } single ? [single] : null;
            case JsonValueKind.String:
                return HiddenSizes.TryParse(json.GetString()!, out var parsed) ? parsed : null;
            case JsonValueKind.Array:
                var sizes = json.EnumerateArray().Select(Integer).ToList();
                return sizes.TrueForAll(size => size is not null) ? [.. sizes.Select(size => size!.Value)] : null;
            default:
                return null;
        }
    }

    /// <summary>Returns whether a text can be a run's name, and so a directory's.</summary>
    internal static bool IsName(string name, int mostLetters = 100) =>
        name.Length >= 1 && name.Length <= mostLetters && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);
}
