using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nabla.Studies;

/// <summary>Writes a study as the JSON that <see cref="StudyReader"/> reads.</summary>
/// <remarks>The base contains the fields common to all entries, and each entry only its differences.</remarks>
internal static class StudyWriter
{
    // Characters such as "×" are unescaped: a page that shows the text escapes it itself.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes every field, so that later versions with other defaults read the same study.</summary>
    public static string Whole(Study study)
    {
        var fields = Heading(study);
        fields.AddRange(Recipes([.. study.Entries.Select(entry => Fields(entry, _ => true))], study, ",\n    "));
        fields.AddRange(Rest(study));
        return Object(fields);
    }

    /// <summary>Writes the study for readers: recipe fields with their default value are omitted.</summary>
    public static string Short(Study study)
    {
        var fields = Heading(study);
        fields.AddRange(Recipes([.. study.Entries.Select(entry => Fields(entry, Chosen(entry.Recipe).Contains))], study, ", "));
        fields.AddRange(Rest(study));
        return Object(fields);
    }

    private static List<string> Heading(Study study)
    {
        var fields = new List<string> { Field("name", Text(study.Name)), Field("question", Text(study.Question)) };
        if (study.Note is { } note)
            fields.Add(Field("note", Text(note)));
        return fields;
    }

    private static IEnumerable<string> Recipes(IReadOnlyList<Dictionary<string, string>> recipes, Study study, string separator)
    {
        string[] common = [.. recipes[0].Where(field => recipes.All(other => other.TryGetValue(field.Key, out string? value) && value == field.Value)).Select(field => field.Key)];
        yield return Field("base", Record(recipes[0].Where(field => common.Contains(field.Key)), separator));
        var entries = study.Entries.Zip(recipes, (entry, recipe) => $"    {Field(entry.Name, Record(recipe.Where(field => !common.Contains(field.Key)), ", "))}");
        yield return $"\"entries\": {{\n{string.Join(",\n", entries)}\n  }}";
    }

    private static IEnumerable<string> Rest(Study study)
    {
        yield return Field("seeds", List(study.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))));
        yield return Field("errorBars", Number(study.ErrorBars));
        yield return Field("ddof", Number(study.Ddof));
        yield return Field("compare", List(study.Compare.Select(pair => List([Text(pair.First), Text(pair.Second)]))));
        yield return Field("figures", List(study.Figures.Select(Text)));
    }

    /// <summary>Returns the fields of an entry's recipe, each value as JSON. The study sets seed and name.</summary>
    private static Dictionary<string, string> Fields(StudyEntry entry, Func<string, bool> isWanted)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        // Values that depend on the recipe's data are not written.
        bool isOpen = entry.Recipe is { IsTable: true, Task: null };
        var chosen = Chosen(entry.Recipe);
        foreach (var (name, value) in JsonNode.Parse(entry.Recipe.ToJson())!.AsObject())
        {
            if (name == "hidden" && entry.Hidden is { } open)
                fields[name] = Text(open.Text);
            else if (name is not ("name" or "seed") && isWanted(name) && (!isOpen || chosen.Contains(name)))
                fields[name] = OneLine(value);
        }

        if (entry.Match is { } match)
            fields["match"] = Text(match);
        return fields;
    }

    /// <summary>Returns the fields of a recipe that do not have their default value. Defaults of an optimizer do not count either.</summary>
    private static HashSet<string> Chosen(Recipe recipe)
    {
        var chosen = RecipeComparison.ChosenFields(recipe, new Recipe { Optimizer = recipe.Optimizer }).ToHashSet(StringComparer.Ordinal);
        if (recipe.Optimizer != new Recipe { Data = recipe.Data, Task = recipe.Task }.Optimizer)
            chosen.Add("optimizer");
        return chosen;
    }

    private static string OneLine(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => List(list.Select(OneLine)),
        _ => value.ToJsonString(Readable),
    };

    private static string Object(IEnumerable<string> fields) => $"{{\n{string.Join(",\n", fields.Select(field => $"  {field}"))}\n}}\n";

    private static string Field(string name, string value) => $"{Text(name)}: {value}";

    private static string Text(string text) => JsonValue.Create(text).ToJsonString(Readable);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    private static string Record(IEnumerable<KeyValuePair<string, string>> fields, string separator)
    {
        string inside = string.Join(separator, fields.Select(field => Field(field.Key, field.Value)));
        if (inside.Length == 0)
            return "{}";
        return separator.Contains('\n', StringComparison.Ordinal) ? $"{{\n    {inside}\n  }}" : $"{{ {inside} }}";
    }
}
