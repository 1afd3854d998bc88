using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class StudyReaderTests
{
    private const string Whole = """
        {
          // A study as people write it.
          "name": "depth", "question": "Does depth pay?", "note": "Because.",
          "base": { "data": "shapes:500", "epochs": 3, "learningRate": 0.05 },
          "entries": { "wide": { "hidden": "16,8" }, "deep": { "hidden": "16,4x?", "match": "wide", "batchNorm": true }, "base": {} },
          "seeds": [3, 1], "errorBars": 1.5, "ddof": 0, "compare": [["deep", "wide"]], "figures": ["gap"],
        }
        """;

    private const string Entries = "\"entries\": { \"a\": {} }";

    [Fact]
    public void All_fields_are_read()
    {
        var study = StudyReader.Parse(Whole);
        Assert.Equal(("depth", "Does depth pay?", "Because.", 1.5, 0), (study.Name, study.Question, study.Note, study.ErrorBars, study.Ddof));
        Assert.Equal(["wide", "deep", "base"], study.Entries.Select(entry => entry.Name));
        Assert.All(study.Entries, entry => Assert.Equal(("shapes:500", 3, 0.05), (entry.Recipe.Data, entry.Recipe.Epochs, entry.Recipe.LearningRate)));
        Assert.Equal([16, 8], study.Entries[0].Recipe.Hidden);
        Assert.Equal(("16,4x?", "wide", true), (study.Entries[1].Hidden!.Text, study.Entries[1].Match, study.Entries[1].Recipe.BatchNorm));
        Assert.Equal([128], study.Entries[2].Recipe.Hidden);
        Assert.Equal([3UL, 1UL], study.Seeds);
        Assert.Equal([new EntryPair("deep", "wide")], study.Compare);
        Assert.Equal(["gap"], study.Figures);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var study = StudyReader.Parse("""{ "question": "?", "entries": { "a": {}, "b": {}, "c": {} }, "seeds": [1] }""", name: "file");
        Assert.Equal(("file", 2.0, 1), (study.Name, study.ErrorBars, study.Ddof));
        Assert.Equal(["testAccuracy", "validationAccuracy"], study.Figures);
        Assert.Equal([new EntryPair("b", "a"), new EntryPair("c", "a")], study.Compare);
        Assert.Equal(new Recipe().ToJson(), study.Entries[0].Recipe.ToJson());
    }

    [Fact]
    public void Fields_set_from_outside_win_over_every_entry()
    {
        var study = StudyReader.Parse(Whole, overrides: [new("data", "shapes:200"), new("epochs", "1"), new("seeds", "7"), new("hidden", "5")]);
        Assert.All(study.Entries, entry => Assert.Equal(("shapes:200", 1, 5), (entry.Recipe.Data, entry.Recipe.Epochs, entry.Recipe.Hidden.Single())));
        Assert.Equal([7UL], study.Seeds);
        Assert.Null(study.Entries[1].Match);
    }

    [Theory]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "sedes": 2 }""", "unknown field \"sedes\"; did you mean \"seeds\"?")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "seeds": [2] }""", "the field \"seeds\" is given twice.")]
    [InlineData("""{ "entries": { "a": {} }, "seeds": [1] }""", "question is missing; it must be a sentence.")]
    [InlineData("""{ "question": 5, "entries": { "a": {} }, "seeds": [1] }""", "question is 5; it must be a sentence.")]
    [InlineData("""{ "question": "?", "seeds": [1] }""", "there are no entries; give at least one: \"entries\": { \"NAME\": { … } }.")]
    [InlineData("""{ "question": "?", "entries": {}, "seeds": [1] }""", "entries is an object; it must be an object of 1 to 100 entries, each with fields of its recipe: { \"NAME\": { … } }.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} } }""", "there are no seeds; give a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615: \"seeds\": [1, 2, 3].")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1, 1] }""", "seeds is [1, 1]; it must be a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "name": "a/b" }""", "name is \"a/b\"; it must be text of letters, digits, '.', '-' and '_', at most 40 of them and not beginning with '.'.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "errorBars": 0 }""", "errorBars is 0; it must be a number above 0 and at most 100.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "ddof": 2 }""", "ddof is 2; it must be 0 or 1.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "figures": [1] }""", "figures is [1]; it must be a list of texts.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "printed": [] }""", "unknown field \"printed\".")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "compare": [["a"]] }""", "compare is [[\"a\"]]; it must be a list of pairs of entries: [[\"first\", \"second\"]].")]
    [InlineData("""{ "question": "?", "entries": { "deep": {}, "b": {} }, "seeds": [1], "compare": [["dep", "b"]] }""", "compare: there is no entry \"dep\"; did you mean \"deep\"?")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "compare": [["a", "a"]] }""", "compare: \"a\" is compared with itself; name two entries.")]
    [InlineData("""{ "question": "?", "entries": { "a": {} }, "seeds": [1], "figures": ["gapp"] }""", "figures: there is no figure \"gapp\"; did you mean \"gap\"?")]
    [InlineData("""{ "question": "?", "entries": { "a/b": {} }, "seeds": [1] }""", "entries: \"a/b\" cannot be an entry's name; it must be text of letters, digits, '.', '-' and '_', at most 30 of them and not beginning with '.'.")]
    [InlineData("""{ "question": "?", "entries": { "a": {}, "A": {} }, "seeds": [1] }""", "entries: the entry \"A\" is given twice; names are not case-sensitive.")]
    [InlineData("""{ "question": "?", "entries": { "a": 5 }, "seeds": [1] }""", "entries.a: it is 5; it must be an object of recipe fields, {} for those of the base alone.")]
    [InlineData("""{ "question": "?", "entries": { "a": { "epohcs": 3 } }, "seeds": [1] }""", "entries.a: unknown field \"epohcs\"; did you mean \"epochs\"?")]
    [InlineData("""{ "question": "?", "entries": { "a": { "epochs": "many" } }, "seeds": [1] }""", "entries.a: epochs is \"many\"; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "question": "?", "entries": { "a": { "epochs": 0 }, "b": {} }, "seeds": [1] }""", "entries.a: epochs is 0; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "question": "?", "base": { "epochs": 0 }, "entries": { "a": {}, "b": {} }, "seeds": [1] }""", "every entry: epochs is 0; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "question": "?", "base": { "epochs": "x" }, "entries": { "a": {}, "b": {} }, "seeds": [1] }""", "base: epochs is \"x\"; it must be a whole number from 1 to 100000.")]
    [InlineData("""{ "question": "?", "base": 3, "entries": { "a": {} }, "seeds": [1] }""", "base is 3; it must be an object of recipe fields.")]
    [InlineData("""{ "question": "?", "base": { "seed": 1 }, "entries": { "a": {} }, "seeds": [1] }""", "base: seed is set by the study for each run; leave it out and list seeds in \"seeds\".")]
    [InlineData("""{ "question": "?", "entries": { "a": { "name": "x" } }, "seeds": [1] }""", "entries.a: name is set by the study for each run; leave it out.")]
    [InlineData("""{ "question": "?", "entries": { "a": { "hidden": "5x?" } }, "seeds": [1] }""", "entries.a: hidden is \"5x?\" with a number left open, but there is no \"match\"; name the entry whose number of parameters it is to match.")]
    [InlineData("""{ "question": "?", "entries": { "a": {}, "b": { "match": "a" } }, "seeds": [1] }""", "entries.b: match is \"a\", but hidden leaves no number open; write it as \"512,120x?\" or \"512,?x5\".")]
    [InlineData("""{ "question": "?", "entries": { "wide": {}, "b": { "hidden": "?", "match": "wiede" } }, "seeds": [1] }""", "entries.b: match is \"wiede\", but there is no such entry; did you mean \"wide\"?")]
    [InlineData("""{ "question": "?", "entries": { "b": { "hidden": "?", "match": "b" } }, "seeds": [1] }""", "entries.b: match is \"b\", whose hidden leaves a number open too; name an entry with all its numbers.")]
    [InlineData("""{ "question": "?", "entries": { "a": {}, "b": { "match": 1 } }, "seeds": [1] }""", "entries.b: match is 1; it must be the name of an entry.")]
    [InlineData("""{ "question": "?", "entries": { "a": { "hidden": "12?" } }, "seeds": [1] }""", "entries.a: hidden is \"12?\"; it must be a list of widths from 1 to 65536, such as [512, 256] or \"512,120x5\", of at most 1000 layers.")]
    [InlineData("[]", "a study is a JSON object: { \"question\": \"…\", \"entries\": { … }, \"seeds\": [1, 2, 3] }.")]
    [InlineData("{ \"question\": ", "this is not JSON: line 1, byte 15 cannot be read; check commas, quotation marks and brackets there.")]
    public void What_is_wrong_is_told(string json, string error) => Assert.Equal([error], Assert.Throws<RecipeException>(() => StudyReader.Parse(json)).Errors);

    [Fact]
    public void All_errors_are_told_at_once() => Assert.Equal(
        "the study has 3 errors:\n  - question is missing; it must be a sentence.\n  - base: unknown field \"epoch\"; did you mean \"epochs\"?\n  - entries.b: dropout is 1; it must be a number, at least 0 and below 1.",
        Assert.Throws<RecipeException>(() => StudyReader.Parse("""{ "base": { "epoch": 1 }, "entries": { "a": {}, "b": { "dropout": 1 } }, "seeds": [1] }""")).Message);

    [Theory]
    [InlineData("epohcs", "1", "--set: unknown field \"epohcs\"; did you mean \"epochs\"?")]
    [InlineData("epochs", "many", "--set: epochs is \"many\"; it must be a whole number from 1 to 100000.")]
    [InlineData("seed", "1", "--set: seed is set by the study for each run; leave it out and list seeds in \"seeds\".")]
    [InlineData("seeds", "x", "seeds is \"x\"; it must be a list of 1 to 1000 different whole numbers from 0 to 18446744073709551615.")]
    [InlineData("epochs", "0", "every entry: epochs is 0; it must be a whole number from 1 to 100000.")]
    public void What_is_wrong_with_a_field_from_outside_is_told_once(string field, string value, string error) =>
        Assert.Equal([error], Assert.Throws<RecipeException>(() => StudyReader.Parse("""{ "question": "?", "entries": { "a": {}, "b": {} }, "seeds": [1] }""", overrides: [new(field, value)])).Errors);

    [Fact]
    public void A_file_that_is_not_there_or_has_a_name_that_cannot_be_one_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([$"there is no such file."], Assert.Throws<RecipeException>(() => StudyReader.ReadFile(folder["none.json"])).Errors);
        Assert.Equal(["this is a directory; a study is a JSON file."], Assert.Throws<RecipeException>(() => StudyReader.ReadFile(folder.Path)).Errors);
        string path = folder.Write("my study.json", $$"""{ "question": "?", {{Entries}}, "seeds": [1] }""");
        Assert.Equal(["the study has no name, and its file's, \"my study\", cannot be one; give it one of letters, digits, '.', '-' and '_', at most 40 of them."],
            Assert.Throws<RecipeException>(() => StudyReader.ReadFile(path)).Errors);
        Assert.Equal("good", StudyReader.ReadFile(folder.Write("good.json", File.ReadAllText(path))).Name);
    }
}
