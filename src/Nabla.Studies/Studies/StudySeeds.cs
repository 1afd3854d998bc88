using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads the seeds of a study: its own list, or an override.</summary>
internal static class StudySeeds
{
    /// <summary>The name of the field, in a study and in overrides.</summary>
    public const string Field = "seeds";

    private const string Expected = "a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615";
    private const int Most = 1000;

    /// <summary>Reads the seeds; empty if they are invalid.</summary>
    /// <param name="fields">The study's fields.</param>
    /// <param name="given">The override, "1,2" or "[1, 2]"; null for none.</param>
    /// <param name="wrong">Receives the position and the sentence of an error.</param>
    public static IReadOnlyList<ulong> Read(JsonFields fields, string? given, Action<string, string> wrong)
    {
        if (given is not null)
        {
            using var list = RecipeReader.TryParse(given.StartsWith('[') ? given : $"[{given}]");
            if (list is not null && Parse(list.RootElement) is { } seeds)
                return seeds;
            wrong("", $"{Field} is {RecipeField.Quote(given)}; it must be {Expected}.");
            return [];
        }

        if (fields[Field] is not { } json)
        {
            wrong("", $"there are no seeds; give {Expected}: \"seeds\": [1, 2, 3].");
            return [];
        }

        if (Parse(json) is { } read)
            return read;
        fields.WrongValue(Field, Expected);
        return [];
    }

    private static IReadOnlyList<ulong>? Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 1 or > Most)
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
}
