using System.Collections.Frozen;
using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Describes a field of <see cref="Recipe"/>, for help, schema and completion.</summary>
public sealed record RecipeFieldInfo
{
    private RecipeFieldInfo(RecipeField field, JsonElement images, JsonElement tables)
    {
        (Name, Expected, Choices, Schema) = (field.Name, field.Expected, field.Choices, field.Schema);
        (Group, Summary, string? defaultText) = RecipeFieldTexts.Of(field.Name);
        Default = defaultText ?? DefaultIn(images, tables, field.Name);
    }

    /// <summary>Gets every field, in the order in which a recipe is written.</summary>
    public static IReadOnlyList<RecipeFieldInfo> All { get; } = Describe();

    private static FrozenDictionary<string, RecipeFieldInfo> ByName { get; } = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>Gets the name in JSON, such as "learningRate".</summary>
    public string Name { get; }

    /// <summary>Gets the part of the recipe that the field belongs to.</summary>
    public RecipeFieldGroup Group { get; }

    /// <summary>Gets the description of the field, without a full stop.</summary>
    public string Summary { get; }

    /// <summary>Gets the permitted values, such as "a whole number from 1 to 100000".</summary>
    public string Expected { get; }

    /// <summary>Gets the allowed values; empty if they are not a short list.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Gets the default, such as "128", or a phrase if it depends on other fields; empty if there is none.</summary>
    public string Default { get; }

    /// <summary>Gets the JSON schema of a value.</summary>
    internal string Schema { get; }

    /// <summary>Returns the field with a name.</summary>
    /// <param name="name">The name in JSON.</param>
    /// <exception cref="KeyNotFoundException">There is no such field.</exception>
    public static RecipeFieldInfo Of(string name) => ByName[name];

    private static RecipeFieldInfo[] Describe()
    {
        using var images = JsonDocument.Parse(new Recipe().ToJson());
        using var tables = JsonDocument.Parse(new Recipe { Data = "table.csv", Task = TaskKind.Classification }.ToJson());
        return [.. RecipeField.All.Select(field => new RecipeFieldInfo(field, images.RootElement, tables.RootElement))];
    }

    private static string DefaultIn(JsonElement images, JsonElement tables, string name)
    {
        string image = Written(images, name), table = Written(tables, name);
        return image == table ? image
            : image.Length == 0 ? table
            : table.Length == 0 ? image
            : $"{image} for images, {table} for tables";
    }

    private static string Written(JsonElement recipe, string name)
    {
        if (!recipe.TryGetProperty(name, out var value))
            return "";
        return value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(element => element.GetRawText())),
            _ => value.GetRawText(),
        };
    }
}

/// <summary>Specifies a part of a recipe.</summary>
public enum RecipeFieldGroup
{
    /// <summary>The data and how they are split.</summary>
    Data,

    /// <summary>The network.</summary>
    Network,

    /// <summary>The loss and its penalties.</summary>
    Loss,

    /// <summary>The optimizer and its learning rate.</summary>
    Optimizer,

    /// <summary>The length of training, and which epoch is kept.</summary>
    Training,
}
