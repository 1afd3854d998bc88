using System.Text.Json;

namespace Nabla.Studies;

/// <summary>Reads studies from JSON, with recipe overrides for every entry, and lists all errors at once.</summary>
/// <remarks>
/// As strict as <see cref="RecipeReader"/>. A study is <c>{ "question", "base": recipe fields, "entries": { NAME: recipe fields } , "seeds" }</c>
/// with the optional fields name, note, errorBars, ddof, compare and figures. An entry's "hidden" may have one open number, "512,120x?",
/// if its "match" names the entry whose number of parameters to match.
/// </remarks>
public static class StudyReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; the default of the study's name.</param>
    /// <param name="overrides">The recipe fields that take precedence over those of every entry; "seeds" replaces the seeds.</param>
    /// <exception cref="RecipeException">The file cannot be read, or the study is invalid.</exception>
    public static Study ReadFile(string path, params IReadOnlyList<RecipeOverride> overrides) =>
        Parse(RecipeReader.ReadText(path, "study"), path, Path.GetFileNameWithoutExtension(path), overrides);

    /// <summary>Parses text.</summary>
    /// <param name="json">The study.</param>
    /// <param name="source">The origin, for error messages.</param>
    /// <param name="name">The default of the study's name.</param>
    /// <param name="overrides">The recipe fields that take precedence over those of every entry; "seeds" replaces the seeds.</param>
    /// <exception cref="RecipeException">The study is invalid.</exception>
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
