using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads studies from JSON, with recipe fields set from outside on top of every entry, and lists everything that is wrong at once.</summary>
/// <remarks>
/// As strict and as lenient as <see cref="RecipeReader"/>. A study is <c>{ "question", "base": recipe fields, "entries": { NAME: recipe fields on top } , "seeds" }</c>
/// and, where wanted, name, note, errorBars, ddof, compare and figures. An entry's "hidden" may leave one number open, "512,120x?",
/// when its "match" names the entry whose number of parameters is wanted.
/// </remarks>
public static class StudyReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; the study's name unless it gives itself one.</param>
    /// <param name="overrides">Recipe fields that win over those of every entry; "seeds" replaces the seeds.</param>
    /// <exception cref="RecipeException">The file cannot be read, or something is wrong with the study.</exception>
    public static Study ReadFile(string path, params IReadOnlyList<RecipeOverride> overrides) =>
        Parse(RecipeReader.ReadText(path, "study"), path, Path.GetFileNameWithoutExtension(path), overrides);

    /// <summary>Reads text.</summary>
    /// <param name="json">The study.</param>
    /// <param name="source">Where it came from, for error messages.</param>
    /// <param name="name">The name of a study that gives itself none.</param>
    /// <param name="overrides">Recipe fields that win over those of every entry; "seeds" replaces the seeds.</param>
    /// <exception cref="RecipeException">Something is wrong with the study.</exception>
    public static Study Parse(string json, string source = "the study", string name = "study", params IReadOnlyList<RecipeOverride> overrides)
    {
        try
        {
            using var document = JsonDocument.Parse(json, RecipeReader.Lenience);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new RecipeException(source, ["a study is a JSON object: { \"question\": \"…\", \"entries\": { … }, \"seeds\": [1, 2, 3] }."]);
            var fields = new StudyFields();
            var study = fields.Read(document.RootElement, name, overrides);
            return fields.Errors.Count == 0 ? study : throw new RecipeException(source, fields.Errors);
        }
        catch (JsonException error)
        {
            throw new RecipeException(source, [$"this is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read; check commas, quotation marks and brackets there."]);
        }
    }
}
