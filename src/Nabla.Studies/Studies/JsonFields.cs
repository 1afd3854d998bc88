using System.Text.Json;

namespace Nabla.Studies;

/// <summary>The fields of an object that somebody wrote, each read as what it must be. What is unknown, given twice or of another kind is an error.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly string _where;
    private readonly Action<string, string> _wrong;

    /// <summary>Looks at the names.</summary>
    /// <param name="json">An object.</param>
    /// <param name="where">Where it stands, for errors.</param>
    /// <param name="known">The names that there are.</param>
    /// <param name="wrong">Takes where something is wrong, and the sentence.</param>
    public JsonFields(JsonElement json, string where, IReadOnlyList<string> known, Action<string, string> wrong)
    {
        (_where, _wrong) = (where, wrong);
        foreach (var field in json.EnumerateObject())
        {
            if (!known.Contains(field.Name, StringComparer.Ordinal))
                wrong(where, $"unknown field {RecipeField.Quote(field.Name)}{NearestName.Suggestion(field.Name, known)}");
            else if (!_fields.TryAdd(field.Name, field.Value))
                wrong(where, $"the field {RecipeField.Quote(field.Name)} is given twice.");
        }
    }

    /// <summary>The field's value; null when it is not there.</summary>
    public JsonElement? this[string field] => _fields.TryGetValue(field, out var json) ? json : null;

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Required(string field, string expected)
    {
        if (this[field] is null)
            _wrong(_where, $"{field} is missing; it must be {expected}.");
        return Text(field, expected, value => value.Length > 0) ?? "";
    }

    /// <summary>A text.</summary>
    public string? Text(string field, string expected, Func<string, bool>? isGood = null)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.String && isGood?.Invoke(json.GetString()!) != false)
            return json.GetString();
        WrongValue(field, expected);
        return null;
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. json.EnumerateArray().Select(item => item.GetString()!)];
        WrongValue(field, "a list of texts");
        return null;
    }

    /// <summary>A number.</summary>
    public double? Number(string field, string expected, Func<double, bool> isGood)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) && isGood(value))
            return value;
        WrongValue(field, expected);
        return null;
    }

    /// <summary>The field is there and not what it must be.</summary>
    public void WrongValue(string field, string expected) => _wrong(_where, $"{field} is {RecipeReader.Shown(_fields[field])}; it must be {expected}.");
}
