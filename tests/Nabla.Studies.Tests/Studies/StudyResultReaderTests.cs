using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class StudyResultReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_was_changed_gives_one_sentence()
    {
        var study = StudyReader.Parse("""{ "question": "?", "base": { "data": "shapes:100", "epochs": 1, "batchSize": 16, "hidden": 2 }, "entries": { "a": {}, "b": {} }, "seeds": [1] }""");
        string text = StudyRun.Execute(study, new() { OutputDirectory = _folder["study"] }, TestContext.Current.CancellationToken).ToJson();

        Assert.Equal("it cannot be read as the result of a study (in line 4); run the study again with --resume, which rewrites it.", Sentence(text[..40]));
        Assert.Equal("it is not the result of a study: it has no field \"format\".", Sentence("[]"));
        Assert.Equal("it has format 2; this version reads format 1: run the study again, or use the version that wrote it.", Sentence(text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)));
        Assert.Equal("it cannot be read as the result of a study (at \"$.seeds[0]\"); run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"seeds\": [\n    1", "\"seeds\": [\n    \"one\"")));
        Assert.Equal("it cannot be read as the result of a study; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"question\"", "\"answer\"")).Replace(" (at \"$\")", "", StringComparison.Ordinal));
        Assert.StartsWith("it cannot be read as the result of a study", Sentence(Once(text, "\"question\": \"?\"", "\"question\": null")), StringComparison.Ordinal);
        Assert.Equal("it is inconsistent: the runs of \"a\" do not match its seeds; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"seed\": 1,\n          \"directory\"", "\"seed\": 2,\n          \"directory\"")));
        Assert.Equal("it is inconsistent: two entries have the same name; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"name\": \"b\"", "\"name\": \"a\"")));
        Assert.Equal("it is inconsistent: it compares \"c\" with \"a\", which are not both entries; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"first\": \"b\"", "\"first\": \"c\"")));
        Assert.Equal("it is inconsistent: the epochs of \"a\" are not numbered from 1; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"epoch\": 1", "\"epoch\": 7")));
        Assert.Equal("it is inconsistent: a list or object has null where a value is required; run the study again with --resume, which rewrites it.", Sentence(Once(text, "\"comparisons\": [", "\"comparisons\": [\n    null,")));
    }

    [Fact]
    public void A_place_without_a_study_is_told() =>
        Assert.Equal($"{_folder.Path} does not contain a study: there is no {_folder["study.json"]}.", Assert.Throws<StudyFormatException>(() => StudyResultReader.ReadFile(_folder.Path)).Message);

    private static string Sentence(string json) => Assert.Throws<StudyFormatException>(() => StudyResultReader.Parse(json, "it")).Message;

    private static string Once(string text, string old, string changed)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"There is no {old} in:\n{text}");
        return text[..at] + changed + text[(at + old.Length)..];
    }
}
