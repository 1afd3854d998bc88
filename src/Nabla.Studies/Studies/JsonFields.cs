using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads the fields of a JSON object written by a person. Fields that are unknown, given twice or of another type are errors.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly string _where;
    private readonly Action<string, string> _wrong;

    /// <summary>Checks the names.</summary>
    /// <param name="json">The object.</param>
    /// <param name="where">The position of the object, for errors.</param>
    /// <param name="known">The known names.</param>
    /// <param name="wrong">Receives the position and the sentence of an error.</param>
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

    /// <summary>Gets the field's value; null if it is absent.</summary>
    public JsonElement? this[string field] => _fields.TryGetValue(field, out var json) ? json : null;

    /// <summary>Returns a required text; empty if it is absent.</summary>
    public string Required(string field, string expected)
    {
        if (this[field] is null)
            _wrong(_where, $"{field} is missing; it must be {expected}.");
        return Text(field, expected, value => value.Length > 0) ?? "";
    }

    /// <summary>Returns a text.</summary>
    public string? Text(string field, string expected, Func<string, bool>? isGood = null)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.String && isGood?.Invoke(json.GetString()!) != false)
            return json.GetString();
        WrongValue(field, expected);
        return null;
    }

    /// <summary>Returns a list of texts.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. json.EnumerateArray().Select(item => item.GetString()!)];
        WrongValue(field, "a list of texts");
        return null;
    }

    /// <summary>Returns a number.</summary>
    public double? Number(string field, string expected, Func<double, bool> isGood)
    {
        if (this[field] is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) && isGood(value))
            return value;
        WrongValue(field, expected);
        return null;
    }

    /// <summary>Reports that a field has an invalid value.</summary>
    public void WrongValue(string field, string expected) => _wrong(_where, $"{field} is {RecipeReader.Shown(_fields[field])}; it must be {expected}.");
}
