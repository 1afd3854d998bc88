using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nabla.Studies;

namespace Nabla.Reports.Studies;

/// <summary>The study as a file that <c>nabla study</c> reads, made from what it found, so that the page alone is enough.</summary>
/// <remarks>Fields of recipes that are the default are left out; widths that were matched to another entry's parameters are written as they were found.</remarks>
internal static class StudyFile
{
    // The text is shown by a page that escapes it itself.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text.</summary>
    public static string Of(StudyResult study)
    {
        var recipes = study.Entries.Select(entry => Chosen(entry.Recipe)).ToList();
        string[] common = [.. recipes[0].Where(field => recipes.TrueForAll(other => other.TryGetValue(field.Key, out string? value) && value == field.Value)).Select(field => field.Key)];
        var fields = new List<string> { Field("name", Text(study.Name)), Field("question", Text(study.Question)) };
        if (study.Note is { } note)
            fields.Add(Field("note", Text(note)));
        fields.Add(Field("base", Record(recipes[0].Where(field => common.Contains(field.Key)))));
        var entries = study.Entries.Zip(recipes, (entry, recipe) => $"    {Field(entry.Name, Record(recipe.Where(field => !common.Contains(field.Key))))}");
        fields.Add($"\"entries\": {{\n{string.Join(",\n", entries)}\n  }}");
        fields.Add(Field("seeds", List(study.Seeds.Select(seed => Figures.Invariant($"{seed}")))));
        fields.Add(Field("errorBars", Figures.Invariant($"{study.ErrorBars:R}")));
        fields.Add(Field("ddof", Figures.Invariant($"{study.Ddof}")));
        var pairs = study.Comparisons.Select(pair => (pair.First, pair.Second)).Distinct();
        fields.Add(Field("compare", List(pairs.Select(pair => List([Text(pair.First), Text(pair.Second)])))));
        if (study.Comparisons.Count > 0)
            fields.Add(Field("figures", List(study.Comparisons.Select(pair => pair.Figure).Distinct(StringComparer.Ordinal).Select(Text))));
        return $"{{\n{string.Join(",\n", fields.Select(field => $"  {field}"))}\n}}\n";
    }

    /// <summary>What a recipe says beyond the defaults, each value as JSON. Seed and name are the study's to set.</summary>
    private static Dictionary<string, string> Chosen(Recipe recipe)
    {
        // What an optimizer brings with it is no choice either.
        JsonObject fields = Parsed(recipe), defaults = Parsed(new Recipe { Optimizer = recipe.Optimizer }), plain = Parsed(new Recipe());
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (name is not ("name" or "seed") && !JsonNode.DeepEquals(value, (name == "optimizer" ? plain : defaults)[name]))
                chosen[name] = OneLine(value);
        }

        return chosen;
    }

    private static string OneLine(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => List(list.Select(OneLine)),
        _ => value.ToJsonString(Readable),
    };

    private static JsonObject Parsed(Recipe recipe) => JsonNode.Parse(recipe.ToJson())!.AsObject();

    private static string Field(string name, string value) => $"{Text(name)}: {value}";

    private static string Text(string text) => JsonValue.Create(text).ToJsonString(Readable);

    private static string List(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    private static string Record(IEnumerable<KeyValuePair<string, string>> fields)
    {
        string inside = string.Join(", ", fields.Select(field => Field(field.Key, field.Value)));
        return inside.Length == 0 ? "{}" : $"{{ {inside} }}";
    }
}
