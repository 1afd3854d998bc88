using System.Text.Json;
using System.Text;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Reads recipes from JSON, with overrides, and lists all errors at once.</summary>
/// <remarks>Strict: a field that is unknown, given twice or of another type is an error. Comments, trailing commas and a "$schema" for editors are allowed, since people write recipes.</remarks>
public static class RecipeReader
{
    private const int MaxBytes = 1 << 20;

    internal static readonly JsonDocumentOptions Lenience = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>Returns the default recipe with overrides.</summary>
    /// <exception cref="RecipeException">A field is invalid.</exception>
    public static Recipe FromOverrides(params IReadOnlyList<RecipeOverride> overrides) => Parse("{}", "the recipe", overrides);

    /// <summary>Returns a recipe with the fields of a file, if one is given, and then the overrides.</summary>
    /// <param name="start">The values of the fields that neither sets.</param>
    /// <param name="path">The file; null for none.</param>
    /// <param name="overrides">The fields that take precedence over the file's.</param>
    /// <exception cref="RecipeException">The file cannot be read, or the recipe is invalid.</exception>
    public static Recipe OnTopOf(Recipe start, string? path, IReadOnlyList<RecipeOverride> overrides) =>
        path is null ? Parse("{}", "the recipe", overrides, start) : Parse(ReadText(path), path, overrides, start);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">The fields that take precedence over the file's.</param>
    /// <exception cref="RecipeException">The file cannot be read, or the recipe is invalid.</exception>
    public static Recipe ReadFile(string path, params IReadOnlyList<RecipeOverride> overrides) => Parse(ReadText(path), path, overrides);

    /// <summary>Reads text.</summary>
    /// <param name="json">The recipe.</param>
    /// <param name="source">The origin, for error messages.</param>
    /// <param name="overrides">The fields that take precedence over the text's.</param>
    /// <exception cref="RecipeException">The recipe is invalid.</exception>
    public static Recipe Parse(string json, string source = "the recipe", params IReadOnlyList<RecipeOverride> overrides) =>
        Parse(json, source, overrides, new Recipe());

    /// <summary>Reads the recipe in a model or a checkpoint.</summary>
    /// <param name="json">The recipe.</param>
    /// <param name="path">The file that contains it.</param>
    /// <exception cref="InvalidDataException">The recipe is invalid.</exception>
    internal static Recipe ParseInside(string json, string path)
    {
        try
        {
            return Parse(json, path);
        }
        catch (RecipeException error)
        {
            throw new InvalidDataException($"the recipe inside {path} cannot be read: {error.Errors[0]}", error);
        }
    }

    /// <summary>Reads the text of a file that people write.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The expected kind of file, for error messages.</param>
    /// <exception cref="RecipeException">The file cannot be read.</exception>
    internal static string ReadText(string path, string kind = "recipe")
    {
        if (path.Length == 0)
            throw new RecipeException($"the {kind}", ["the name of its file is empty; give a JSON file."]);
        if (Directory.Exists(path))
            throw new RecipeException(path, [$"this is a directory; a {kind} is a JSON file."]);
        if (!File.Exists(path))
            throw new RecipeException(path, ["there is no such file."]);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw new RecipeException(path, [$"the file is larger than 1 MiB; a {kind} is a short JSON file."]);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecipeException(path, [$"the file cannot be read: {error.Message}"]);
        }
    }

    private static Recipe Parse(string json, string source, IReadOnlyList<RecipeOverride> overrides, Recipe start)
    {
        var recipe = start;
        var errors = new List<string>();
        var unreadable = new HashSet<string>(StringComparer.Ordinal);

        try
        {
            using var document = JsonDocument.Parse(json, Lenience);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RecipeException(source, ["a recipe is a JSON object: { \"data\": \"shapes\", … }."]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == "$schema")
                    continue;
                if (!seen.Add(property.Name))
                    errors.Add($"the field {RecipeField.Quote(property.Name)} is given twice.");
                else
                    Set(property.Name, [property.Value], Shown(property.Value));
            }
        }
        catch (JsonException error)
        {
            throw new RecipeException(source, [$"this is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read; check commas, quotation marks and brackets there."]);
        }

        foreach (var (field, value) in overrides)
        {
            unreadable.Remove(field);
            using var asJson = TryParse(value);
            using var asText = JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"");
            Set(field, asJson is null ? [asText.RootElement] : [asJson.RootElement, asText.RootElement], asJson is null ? RecipeField.Quote(value) : Shown(asJson.RootElement));
        }

        errors.AddRange(RecipeField.All.Where(field => !unreadable.Contains(field.Name)).Select(field => field.Check(recipe)).OfType<string>());
        return errors.Count == 0 ? recipe : throw new RecipeException(source, errors);

        void Set(string name, ReadOnlySpan<JsonElement> candidates, string shown)
        {
            if (RecipeField.Find(name) is not { } field)
            {
                errors.Add($"unknown field {RecipeField.Quote(name)}{NearestName.Suggestion(name, RecipeField.All.Select(known => known.Name))}");
                return;
            }

            foreach (var candidate in candidates)
            {
                if (field.Read(recipe, candidate) is { } changed)
                {
                    recipe = changed;
                    return;
                }
            }

            unreadable.Add(name);
            errors.Add(field.WrongValue(shown));
        }
    }

    internal static JsonDocument? TryParse(string value)
    {
        try
        {
            return JsonDocument.Parse(value, Lenience);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string Shown(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => RecipeField.Quote(value.GetString()!),
            JsonValueKind.Object => "an object",
            JsonValueKind.Array when value.GetRawText().Length > 60 => "a long list",
            _ => value.GetRawText(),
        };
}
