using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads a study's fields from JSON and records their errors.</summary>
internal sealed class StudyFields
{
    private const int MaxEntries = 100;
    private const int MaxLetters = 40;
    private const int MaxLettersOfAnEntry = 30;

    private static readonly string[] Names =
        ["name", "question", "note", "base", "entries", StudySeeds.Field, "errorBars", "ddof", "compare", "figures"];

    private readonly List<string> _errors = [];

    /// <summary>Gets all errors, one sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Reads the study, which is valid only if there are no errors.</summary>
    public Study Read(JsonElement root, string defaultName, IReadOnlyList<RecipeOverride> overrides)
    {
        var fields = new JsonFields(root, "", Names, Wrong);
        string name = Name(fields, defaultName);
        string question = fields.Required("question", "a sentence");
        var entries = Entries(fields, overrides);
        IReadOnlyList<string> entryNames = [.. entries.Select(entry => entry.Name)];
        return new()
        {
            Name = name,
            Question = question,
            Note = fields.Text("note", "text"),
            Entries = entries,
            Seeds = StudySeeds.Read(fields, overrides.LastOrDefault(given => given.Field == StudySeeds.Field)?.Value, Wrong),
            ErrorBars = fields.Number("errorBars", "a number above 0 and at most 100", value => value is > 0 and <= 100) ?? 2,
            Ddof = (int)(fields.Number("ddof", "0 or 1", value => value is 0 or 1) ?? 1),
            Compare = fields["compare"] is { } pairs
                ? Pairs(fields, pairs, entryNames)
                : [.. entryNames.Skip(1).Select(other => new EntryPair(other, entryNames[0]))],
            Figures = Figures(fields),
        };
    }

    private void Wrong(string where, string sentence)
    {
        string error = where.Length == 0 ? sentence : $"{where}: {sentence}";
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    private string Name(JsonFields fields, string defaultName)
    {
        const string Expected = "text of letters, digits, '.', '-' and '_', at most 40 of them and not beginning with '.'";
        if (fields["name"] is not null)
            return fields.Text("name", Expected, value => RecipeField.IsName(value, MaxLetters)) ?? "";
        if (!RecipeField.IsName(defaultName, MaxLetters))
            Wrong("", $"the study has no name, and its file's, {RecipeField.Quote(defaultName)}, cannot be one; give it one of letters, digits, '.', '-' and '_', at most 40 of them.");
        return defaultName;
    }

    private IReadOnlyList<StudyEntry> Entries(JsonFields fields, IReadOnlyList<RecipeOverride> overrides)
    {
        var reader = new StudyEntryReader(Wrong, [.. overrides.Where(given => given.Field != StudySeeds.Field)]);
        if (fields["base"] is { } common)
            reader.ReadBase(common);
        if (fields["entries"] is not { } json)
        {
            Wrong("", "there are no entries; give at least one: \"entries\": { \"NAME\": { … } }.");
            return [];
        }

        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() is < 1 or > MaxEntries)
        {
            fields.WrongValue("entries", "an object of 1 to 100 entries, each with fields of its recipe: { \"NAME\": { … } }");
            return [];
        }

        var entries = new List<StudyEntry>();
        foreach (var field in json.EnumerateObject())
        {
            if (!RecipeField.IsName(field.Name, MaxLettersOfAnEntry))
                Wrong("entries", $"{RecipeField.Quote(field.Name)} cannot be an entry's name; it must be text of letters, digits, '.', '-' and '_', at most 30 of them and not beginning with '.'.");
            else if (entries.Exists(entry => entry.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)))
                Wrong("entries", $"the entry {RecipeField.Quote(field.Name)} is given twice; names are not case-sensitive.");
            else
                entries.Add(reader.ReadEntry(field.Name, field.Value));
        }

        reader.CheckMatches(entries);
        reader.CheckRecipes(entries);
        return entries;
    }

    private List<EntryPair> Pairs(JsonFields fields, JsonElement json, IReadOnlyList<string> entries)
    {
        const string Expected = "a list of pairs of entries: [[\"first\", \"second\"]]";
        var pairs = new List<EntryPair>();
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(item => !IsPair(item)))
            fields.WrongValue("compare", Expected);
        else
            pairs.AddRange(json.EnumerateArray().Select(item => new EntryPair(item[0].GetString()!, item[1].GetString()!)));
        foreach (var (first, second) in pairs)
        {
            CheckName("compare", "entry", first, entries);
            CheckName("compare", "entry", second, entries);
            if (first == second)
                Wrong("compare", $"{RecipeField.Quote(first)} is compared with itself; name two entries.");
        }

        return pairs;
    }

    private IReadOnlyList<string> Figures(JsonFields fields)
    {
        if (fields.Texts("figures") is not { } names)
            return [StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy];
        foreach (string name in names)
            CheckName("figures", "figure", name, StudyFigure.Names);
        return names;
    }

    private void CheckName(string where, string kind, string name, IReadOnlyList<string> known)
    {
        if (name.Length > 0 && !known.Contains(name, StringComparer.Ordinal))
            Wrong(where, $"there is no {kind} {RecipeField.Quote(name)}{NearestName.Suggestion(name, known)}");
    }

    private static bool IsPair(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String);
}
