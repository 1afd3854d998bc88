using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Creates recipes from a study's base, its entries and the overrides, in this order.</summary>
/// <param name="wrong">Receives the position and the sentence of an error.</param>
/// <param name="overrides">The fields that take precedence over those of every entry.</param>
internal sealed class StudyEntryReader(Action<string, string> wrong, IReadOnlyList<RecipeOverride> overrides)
{
    private const string MatchField = "match";

    private static readonly string[] OfTheStudy = ["name", "seed"];

    private readonly Dictionary<string, HashSet<string>> _unreadable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadableInBase = new(StringComparer.Ordinal);
    private Recipe _base = new();
    private FreeHidden? _baseHidden;

    /// <summary>Reads the fields common to all entries.</summary>
    public void ReadBase(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            wrong("", $"base is {RecipeReader.Shown(json)}; it must be an object of recipe fields.");
        else
            (_base, _baseHidden, _) = Overlay(_base, null, "base", json, _unreadableInBase);
    }

    /// <summary>Reads one entry.</summary>
    public StudyEntry ReadEntry(string name, JsonElement json)
    {
        var unreadable = new HashSet<string>(_unreadableInBase, StringComparer.Ordinal);
        _unreadable[name] = unreadable;
        string where = $"entries.{name}";
        if (json.ValueKind != JsonValueKind.Object)
        {
            wrong(where, $"it is {RecipeReader.Shown(json)}; it must be an object of recipe fields, {{}} for those of the base alone.");
            return new(name, _base);
        }

        var (recipe, hidden, match) = Overlay(_base, _baseHidden, where, json, unreadable);
        foreach (var (field, value) in overrides)
        {
            unreadable.Remove(field);
            using var asJson = RecipeReader.TryParse(value);
            using var asText = JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"");
            JsonElement[] candidates = asJson is null ? [asText.RootElement] : [asJson.RootElement, asText.RootElement];
            if (field == "hidden")
                (hidden, match) = (null, null);
            recipe = Set(recipe, "--set", field, candidates, unreadable);
        }

        // Any number can be used to validate the rest; 2 makes equal neighbours, which residual requires.
        return hidden is null ? new(name, recipe, Match: match) : new(name, recipe with { Hidden = hidden.With(2) }, hidden, match);
    }

    /// <summary>Checks that an open number has a match and a match an open number, for an entry without open numbers.</summary>
    public void CheckMatches(IReadOnlyList<StudyEntry> entries)
    {
        foreach (var entry in entries)
        {
            string where = $"entries.{entry.Name}";
            if (entry.Hidden is not null && entry.Match is null)
                wrong(where, $"hidden is {RecipeField.Quote(entry.Hidden.Text)} with a number left open, but there is no \"match\"; name the entry whose number of parameters it is to match.");
            if (entry.Match is null)
                continue;
            if (entry.Hidden is null)
                wrong(where, $"match is {RecipeField.Quote(entry.Match)}, but hidden leaves no number open; write it as \"512,120x?\" or \"512,?x5\".");
            if (entries.FirstOrDefault(other => other.Name == entry.Match) is not { } target)
                wrong(where, $"match is {RecipeField.Quote(entry.Match)}, but there is no such entry{NearestName.Suggestion(entry.Match, entries.Select(other => other.Name))}");
            else if (target.Hidden is not null)
                wrong(where, $"match is {RecipeField.Quote(entry.Match)}, whose hidden leaves a number open too; name an entry with all its numbers.");
        }
    }

    /// <summary>Checks the recipes as a whole; an error of all of them is reported once.</summary>
    public void CheckRecipes(IReadOnlyList<StudyEntry> entries)
    {
        var found = entries
            .SelectMany(entry => RecipeField.All
                .Where(field => !_unreadable[entry.Name].Contains(field.Name))
                .Select(field => (entry.Name, Error: field.Check(entry.Recipe))))
            .Where(pair => pair.Error is not null)
            .GroupBy(pair => pair.Error!, pair => pair.Name, StringComparer.Ordinal);
        foreach (var error in found)
        {
            if (entries.Count > 1 && error.Count() == entries.Count)
                wrong("every entry", error.Key);
            else
                error.ToList().ForEach(name => wrong($"entries.{name}", error.Key));
        }
    }

    private (Recipe Recipe, FreeHidden? Hidden, string? Match) Overlay(Recipe recipe, FreeHidden? hidden, string where, JsonElement json, HashSet<string> unreadable)
    {
        string? match = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            if (!seen.Add(field.Name))
            {
                wrong(where, $"the field {RecipeField.Quote(field.Name)} is given twice.");
            }
            else if (field.Name == MatchField)
            {
                match = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : null;
                if (match is null)
                    wrong(where, $"match is {RecipeReader.Shown(field.Value)}; it must be the name of an entry.");
            }
            else if (field.Name == "hidden" && field.Value.ValueKind == JsonValueKind.String && FreeHidden.TryParse(field.Value.GetString()!, out var free))
            {
                hidden = free;
            }
            else
            {
                if (field.Name == "hidden")
                    hidden = null;
                recipe = Set(recipe, where, field.Name, [field.Value], unreadable);
            }
        }

        return (recipe, hidden, match);
    }

    private Recipe Set(Recipe recipe, string where, string name, ReadOnlySpan<JsonElement> candidates, HashSet<string> unreadable)
    {
        if (OfTheStudy.Contains(name))
        {
            wrong(where, $"{name} is set by the study for each run; leave it out{(name == "seed" ? " and list seeds in \"seeds\"" : "")}.");
            return recipe;
        }

        if (RecipeField.Find(name) is not { } field)
        {
            var known = RecipeField.All.Select(other => other.Name).Except(OfTheStudy, StringComparer.Ordinal).Append(where == "--set" ? "seeds" : MatchField);
            wrong(where, $"unknown field {RecipeField.Quote(name)}{NearestName.Suggestion(name, known)}");
            return recipe;
        }

        foreach (var candidate in candidates)
        {
            if (field.Read(recipe, candidate) is { } changed)
                return changed;
        }

        unreadable.Add(name);
        wrong(where, field.WrongValue(RecipeReader.Shown(candidates[0])));
        return recipe;
    }
}
