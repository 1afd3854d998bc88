using System.Text.Json;

namespace Nabla.Studies;

/// <summary>The seeds of a study: its own list, or the one that is given from outside.</summary>
internal static class StudySeeds
{
    /// <summary>The field, in a study and from outside.</summary>
    public const string Field = "seeds";

    private const string Expected = "a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615";
    private const int Most = 1000;

    /// <summary>The seeds; empty when something is wrong with them.</summary>
    /// <param name="fields">The study's fields.</param>
    /// <param name="given">What is set from outside, "1,2" or "[1, 2]"; null for nothing.</param>
    /// <param name="wrong">Takes where something is wrong, and the sentence.</param>
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
