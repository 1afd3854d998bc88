using System.Globalization;
using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Takes a study's fields out of JSON and notes what is wrong with them.</summary>
internal sealed class StudyFields
{
    private const int MostSeeds = 1000;
    private const int MostEntries = 100;

    private static readonly string[] Names =
        ["name", "question", "note", "experiments", "base", "entries", "seeds", "errorBars", "ddof", "compare", "figures", "printed"];

    private static readonly string[] PrintedNames = ["experiment", "entry", "figure", "value", "within", "remark"];

    private readonly List<string> _errors = [];

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The study; of use only when there are no errors.</summary>
    public Study Read(JsonElement root, string defaultName, IReadOnlyList<RecipeOverride> overrides)
    {
        var fields = Object(root, "", Names);
        string name = Text(fields, "", "name", "text of letters, digits, '.', '-' and '_', at most 40 of them and not beginning with '.'", value => RecipeField.IsName(value, 40))
            ?? defaultName;
        if (!fields.ContainsKey("name") && !RecipeField.IsName(name, 40))
            Wrong("", $"the study has no name, and its file's, {RecipeField.Quote(name)}, cannot be one; give it one of letters, digits, '.', '-' and '_', at most 40 of them.");
        string question = Required(fields, "", "question", "a sentence");
        var experiments = Texts(fields, "experiments") ?? [];

        var reader = new StudyEntryReader(Wrong, [.. overrides.Where(given => given.Field != "seeds")]);
        if (fields.TryGetValue("base", out var common))
            reader.ReadBase(common);
        IReadOnlyList<StudyEntry> entries = fields.TryGetValue("entries", out var list) ? Entries(list, reader) : [];
        if (!fields.ContainsKey("entries"))
            Wrong("", "there are no entries; give at least one: \"entries\": { \"NAME\": { … } }.");
        IReadOnlyList<string> entryNames = [.. entries.Select(entry => entry.Name)];

        return new()
        {
            Name = name,
            Question = question,
            Note = Text(fields, "", "note", "text"),
            Experiments = experiments,
            Entries = entries,
            Seeds = Seeds(fields, overrides),
            ErrorBars = Number(fields, "", "errorBars", "a number above 0 and at most 100", value => value is > 0 and <= 100) ?? 2,
            Ddof = (int)(Number(fields, "", "ddof", "0 or 1", value => value is 0 or 1) ?? 1),
            Compare = fields.TryGetValue("compare", out var pairs) ? Pairs(pairs, entryNames) : [.. entryNames.Skip(1).Select(other => new EntryPair(other, entryNames[0]))],
            Figures = Figures(fields),
            Printed = fields.TryGetValue("printed", out var printed) ? Printed(printed, entryNames, experiments) : [],
        };
    }

    private void Wrong(string where, string sentence)
    {
        string error = where.Length == 0 ? sentence : $"{where}: {sentence}";
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    private void WrongValue(string where, string field, JsonElement value, string expected) => Wrong(where, $"{field} is {RecipeReader.Shown(value)}; it must be {expected}.");

    /// <summary>An object's fields by name; those that are unknown or given twice are errors.</summary>
    private Dictionary<string, JsonElement> Object(JsonElement json, string where, IReadOnlyList<string> known)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            if (!known.Contains(field.Name, StringComparer.Ordinal))
                Wrong(where, $"unknown field {RecipeField.Quote(field.Name)}{NearestName.Suggestion(field.Name, known)}");
            else if (!fields.TryAdd(field.Name, field.Value))
                Wrong(where, $"the field {RecipeField.Quote(field.Name)} is given twice.");
        }

        return fields;
    }

    private IReadOnlyList<StudyEntry> Entries(JsonElement json, StudyEntryReader reader)
    {
        const string Expected = "an object of 1 to 100 entries, each with its recipe's fields: { \"NAME\": { … } }";
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() is < 1 or > MostEntries)
        {
            WrongValue("", "entries", json, Expected);
            return [];
        }

        var entries = new List<StudyEntry>();
        foreach (var field in json.EnumerateObject())
        {
            if (!RecipeField.IsName(field.Name, 30))
                Wrong("entries", $"{RecipeField.Quote(field.Name)} cannot be an entry's name; it must be text of letters, digits, '.', '-' and '_', at most 30 of them and not beginning with '.'.");
            else if (entries.Exists(entry => entry.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)))
                Wrong("entries", $"the entry {RecipeField.Quote(field.Name)} is given twice; names that differ in capitals alone count as one.");
            else
                entries.Add(reader.ReadEntry(field.Name, field.Value));
        }

        reader.CheckMatches(entries);
        reader.CheckRecipes(entries);
        return entries;
    }

    private IReadOnlyList<ulong> Seeds(Dictionary<string, JsonElement> fields, IReadOnlyList<RecipeOverride> overrides)
    {
        const string Expected = "a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615";
        if (overrides.LastOrDefault(given => given.Field == "seeds") is { } given)
        {
            using var list = RecipeReader.TryParse(given.Value.StartsWith('[') ? given.Value : $"[{given.Value}]");
            if (list is not null && ReadSeeds(list.RootElement) is { } seeds)
                return seeds;
            Wrong("", $"seeds is {RecipeField.Quote(given.Value)}; it must be {Expected}.");
            return [];
        }

        if (!fields.TryGetValue("seeds", out var json))
        {
            Wrong("", $"there are no seeds; give {Expected}: \"seeds\": [1, 2, 3].");
            return [];
        }

        if (ReadSeeds(json) is { } read)
            return read;
        WrongValue("", "seeds", json, Expected);
        return [];
    }

    private static IReadOnlyList<ulong>? ReadSeeds(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 1 or > MostSeeds)
            return null;
        var seeds = new List<ulong>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetUInt64(out ulong seed) || seeds.Contains(seed))
                return null;
            seeds.Add(seed);
        }

        return seeds;
    }

    private IReadOnlyList<EntryPair> Pairs(JsonElement json, IReadOnlyList<string> entries)
    {
        const string Expected = "a list of pairs of entries: [[\"first\", \"second\"]]";
        var pairs = new List<EntryPair>();
        if (json.ValueKind != JsonValueKind.Array)
        {
            WrongValue("", "compare", json, Expected);
            return pairs;
        }

        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 && item.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String))
                pairs.Add(new(item[0].GetString()!, item[1].GetString()!));
            else
                WrongValue("", "compare", json, Expected);
        }

        foreach (var (first, second) in pairs)
        {
            CheckEntry("compare", first, entries);
            CheckEntry("compare", second, entries);
            if (first == second)
                Wrong("compare", $"{RecipeField.Quote(first)} is compared with itself; name two entries.");
        }

        return pairs;
    }

    private IReadOnlyList<string> Figures(Dictionary<string, JsonElement> fields)
    {
        if (Texts(fields, "figures") is not { } names)
            return [StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy];
        foreach (string name in names)
            CheckFigure("figures", name);
        return names;
    }

    private IReadOnlyList<PrintedFigure> Printed(JsonElement json, IReadOnlyList<string> entries, IReadOnlyList<string> experiments)
    {
        var printed = new List<PrintedFigure>();
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            WrongValue("", "printed", json, "a list of objects with experiment, entry, figure and value");
            return printed;
        }

        foreach (var item in json.EnumerateArray())
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"printed[{printed.Count}]");
            var fields = Object(item, where, PrintedNames);
            var figure = new PrintedFigure(
                Required(fields, where, "experiment", "the name of one of the study's experiments"),
                Required(fields, where, "entry", "the name of an entry"),
                Required(fields, where, "figure", "the name of a figure"),
                Number(fields, where, "value", "a finite number", double.IsFinite) ?? 0,
                Number(fields, where, "within", "a finite number, at least 0", value => value >= 0 && double.IsFinite(value)) ?? 0,
                Text(fields, where, "remark", "text"));
            if (!fields.ContainsKey("value"))
                Wrong(where, "value is missing; it must be a finite number.");
            if (figure.Entry.Length > 0)
                CheckEntry(where, figure.Entry, entries);
            if (figure.Figure.Length > 0)
                CheckFigure(where, figure.Figure);
            if (figure.Experiment.Length > 0 && !experiments.Contains(figure.Experiment, StringComparer.Ordinal))
                Wrong(where, $"{RecipeField.Quote(figure.Experiment)} is not among the study's experiments{NearestName.Suggestion(figure.Experiment, experiments)}");
            printed.Add(figure);
        }

        return printed;
    }

    private void CheckEntry(string where, string name, IReadOnlyList<string> entries)
    {
        if (!entries.Contains(name, StringComparer.Ordinal))
            Wrong(where, $"there is no entry {RecipeField.Quote(name)}{NearestName.Suggestion(name, entries)}");
    }

    private void CheckFigure(string where, string name)
    {
        if (!StudyFigure.Names.Contains(name, StringComparer.Ordinal))
            Wrong(where, $"there is no figure {RecipeField.Quote(name)}{NearestName.Suggestion(name, StudyFigure.Names)}");
    }

    private string Required(Dictionary<string, JsonElement> fields, string where, string field, string expected)
    {
        if (!fields.ContainsKey(field))
            Wrong(where, $"{field} is missing; it must be {expected}.");
        return Text(fields, where, field, expected, value => value.Length > 0) ?? "";
    }

    private string? Text(Dictionary<string, JsonElement> fields, string where, string field, string expected, Func<string, bool>? isGood = null)
    {
        if (!fields.TryGetValue(field, out var json))
            return null;
        if (json.ValueKind == JsonValueKind.String && isGood?.Invoke(json.GetString()!) != false)
            return json.GetString();
        WrongValue(where, field, json, expected);
        return null;
    }

    private IReadOnlyList<string>? Texts(Dictionary<string, JsonElement> fields, string field)
    {
        if (!fields.TryGetValue(field, out var json))
            return null;
        if (json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. json.EnumerateArray().Select(item => item.GetString()!)];
        WrongValue("", field, json, "a list of texts");
        return null;
    }

    private double? Number(Dictionary<string, JsonElement> fields, string where, string field, string expected, Func<double, bool> isGood)
    {
        if (!fields.TryGetValue(field, out var json))
            return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) && isGood(value))
            return value;
        WrongValue(where, field, json, expected);
        return null;
    }
}
