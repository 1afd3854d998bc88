using System.Globalization;
using System.Text.Json;
using Nabla.Layers;

namespace Nabla.Studies;

/// <summary>A field of a recipe: its name, how it is read and what it may be. This table is all that reading and validating know about a recipe.</summary>
internal sealed class RecipeField
{
    private RecipeField(string name, string expected, Func<Recipe, JsonElement, Recipe?> read, Func<Recipe, string?> check) =>
        (Name, Expected, Read, Check) = (name, expected, read, check);

    /// <summary>The name in JSON.</summary>
    public string Name { get; }

    /// <summary>What a value must be, to end a sentence with.</summary>
    public string Expected { get; }

    /// <summary>The recipe with this field set; null when the value is of another type.</summary>
    public Func<Recipe, JsonElement, Recipe?> Read { get; }

    /// <summary>What is wrong with this field, as a sentence; null when nothing is.</summary>
    public Func<Recipe, string?> Check { get; }

    /// <summary>Every field, in the order in which they are written.</summary>
    public static IReadOnlyList<RecipeField> All { get; } =
    [
        new("name", "text of letters, digits, '.', '-' and '_', at most 100 of them and not beginning with '.'",
            (recipe, json) => json.ValueKind == JsonValueKind.Null ? recipe with { Name = null } : Text(json) is { } text ? recipe with { Name = text } : null,
            recipe => recipe.Name is null || IsName(recipe.Name) ? null : Wrong("name", Quote(recipe.Name))),

        new("data", DataSource.Expected,
            (recipe, json) => Text(json) is { } text ? recipe with { Data = text } : null,
            recipe => DataSource.TryParse(recipe.Data, out _) ? null : $"data is {Quote(recipe.Data)}; it must be {DataSource.Expected}."),

        new("hidden", "a list of widths from 1 to 65536, such as [512, 256] or \"512,120x5\", of at most 1000 layers",
            (recipe, json) => Sizes(json) is { } sizes ? recipe with { Hidden = sizes } : null,
            CheckHidden),

        Choice<Activation>("activation", (recipe, value) => recipe with { Activation = value }, recipe => recipe.Activation),
        Choice<Initializer>("initializer", (recipe, value) => recipe with { Initializer = value }, recipe => recipe.Initializer),
        Choice<OptimizerKind>("optimizer", (recipe, value) => recipe with { Optimizer = value }, recipe => recipe.Optimizer),

        Number("learningRate", "a finite number, at least 0",
            (recipe, value) => recipe with { LearningRate = value }, recipe => recipe.LearningRate, value => value >= 0 && float.IsFinite((float)value)),

        new("momentum", "a number, at least 0 and below 1",
            (recipe, json) => Double(json) is { } value ? recipe with { Momentum = value } : null,
            recipe => recipe.Momentum >= 0 && (float)recipe.Momentum < 1 ? null : Wrong("momentum", Format(recipe.Momentum))),

        new("nesterov", "true or false",
            (recipe, json) => Flag(json) is { } value ? recipe with { Nesterov = value } : null,
            recipe => recipe.Nesterov && recipe.Momentum == 0 ? "nesterov is true but momentum is 0; Nesterov's step takes a momentum above 0, such as 0.9." : null),

        Whole("epochs", 1, 100_000, (recipe, value) => recipe with { Epochs = value }, recipe => recipe.Epochs),
        Whole("batchSize", 1, 1_000_000, (recipe, value) => recipe with { BatchSize = value }, recipe => recipe.BatchSize),

        new("dropLastBatch", "true or false",
            (recipe, json) => Flag(json) is { } value ? recipe with { DropLastBatch = value } : null,
            _ => null),

        Number("validationFraction", "a number above 0 and below 1",
            (recipe, value) => recipe with { ValidationFraction = value }, recipe => recipe.ValidationFraction, value => value > 0 && value < 1),

        Seed("seed", (recipe, value) => recipe with { Seed = value }),
        Seed("dataSeed", (recipe, value) => recipe with { DataSeed = value }),
        Choice<Engine>("engine", (recipe, value) => recipe with { Engine = value }, recipe => recipe.Engine),
    ];

    /// <summary>The field of that name.</summary>
    public static RecipeField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    /// <summary>"epochs is 0; it must be a whole number from 1 to 100000."</summary>
    public string WrongValue(string value) => $"{Name} is {value}; it must be {Expected}.";

    /// <summary>A value in quotation marks, cut where it goes on for too long to be read.</summary>
    public static string Quote(string text)
    {
        string shown = string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
        return shown.Length <= 120 ? $"\"{shown}\"" : $"\"{shown[..117]}...\"";
    }

    private static string Wrong(string field, string value) => Find(field)!.WrongValue(value);

    private static RecipeField Whole(string name, int least, int most, Func<Recipe, int, Recipe> set, Func<Recipe, int> get) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
            (recipe, json) => Integer(json) is { } value ? set(recipe, value) : null,
            recipe => get(recipe) >= least && get(recipe) <= most ? null : Wrong(name, Format(get(recipe))));

    private static RecipeField Number(string name, string expected, Func<Recipe, double, Recipe> set, Func<Recipe, double> get, Func<double, bool> isGood) =>
        new(name, expected,
            (recipe, json) => Double(json) is { } value ? set(recipe, value) : null,
            recipe => isGood(get(recipe)) ? null : Wrong(name, Format(get(recipe))));

    private static RecipeField Seed(string name, Func<Recipe, ulong, Recipe> set) =>
        new(name, "a whole number from 0 to 18446744073709551615",
            (recipe, json) => json.ValueKind == JsonValueKind.Number && json.TryGetUInt64(out ulong value) ? set(recipe, value) : null,
            _ => null);

    private static RecipeField Choice<T>(string name, Func<Recipe, T, Recipe> set, Func<Recipe, T> get)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
        string expected = names.Count == 1 ? Quote(names.Keys.First()) : $"one of {string.Join(", ", names.Keys.Select(Quote))}";
        return new(name, expected,
            (recipe, json) => Text(json) is { } text && names.TryGetValue(text, out T value) ? set(recipe, value) : null,
            recipe => Enum.IsDefined(get(recipe)) ? null : Wrong(name, get(recipe).ToString()));
    }

    private static string? CheckHidden(Recipe recipe)
    {
        var hidden = recipe.Hidden;
        if (hidden.Count > HiddenSizes.MostLayers)
            return $"hidden has {Format(hidden.Count)} layers; it must have at most {Format(HiddenSizes.MostLayers)}.";
        for (int i = 0; i < hidden.Count; i++)
        {
            if (hidden[i] is < 1 or > 65_536)
                return $"hidden[{Format(i)}] is {Format(hidden[i])}; a width must be a whole number from 1 to 65536.";
        }

        long weights = hidden.Zip(hidden.Skip(1), (from, to) => (long)from * to).Sum();
        return weights <= 250_000_000
            ? null
            : $"hidden asks for {Format(weights)} weights between its layers; at most 250000000 (1 GB) are allowed: lower the widths or the number of layers.";
    }

    private static string? Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    private static bool? Flag(JsonElement json) =>
        json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static int? Integer(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) ? value : null;

    private static double? Double(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) ? value : null;

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

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 100 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);
}
