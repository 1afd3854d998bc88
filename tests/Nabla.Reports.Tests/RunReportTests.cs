using System.Text.Json.Nodes;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Reports.Tests;

/// <summary>From a run's directory to its report, and what is said about directories that hold no run, or not a whole one.</summary>
public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string RunFolder => _folder["run"];

    [Fact]
    public void A_run_gets_its_report_beside_its_files_or_where_it_is_wanted()
    {
        SomeRun.Train(RunFolder);

        Assert.Equal(Path.Combine(RunFolder, "report.html"), RunReport.Write(RunFolder, new()));
        Assert.Equal(_folder["other.html"], RunReport.Write(RunFolder, new() { OutputFile = _folder["other.html"], Threads = 2 }));

        string html = File.ReadAllText(_folder["other.html"]);
        Assert.Equal(File.ReadAllText(Path.Combine(RunFolder, "report.html")), html);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("incorrect predictions with the highest probability", html, StringComparison.Ordinal);
        Assert.Contains("The 8 units of the first layer", html, StringComparison.Ordinal);
        Assert.Contains("nabla train --set data=shapes:100 --set hidden=[8] --set epochs=2 --set batchSize=16", html.Replace("&#x27;", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("other.html run run/epochs.csv run/layers.csv run/model.safetensors run/recipe.json run/report.html run/result.json run/steps.csv", _folder.Names);
    }

    [Fact]
    public void What_cannot_be_shown_is_said()
    {
        SomeRun.Train(RunFolder);
        File.Delete(Path.Combine(RunFolder, "model.safetensors"));
        var run = RunReader.Read(RunFolder, new());
        Assert.Equal("The run's model.safetensors is missing, so the model cannot be loaded.", run.WhyNoPredictions);
        Assert.Equal(run.WhyNoPredictions, run.WhyNoWeights);
    }

    [Fact]
    public void What_a_network_puts_out_as_probabilities_is_not_taken_for_logits()
    {
        Run.Execute(
            new Recipe { Data = "shapes:200", Hidden = [16], Epochs = 8, BatchSize = 10, SoftmaxOutput = true, Loss = LossKind.MeanSquaredError, Optimizer = OptimizerKind.Adam },
            new RunOptions { OutputDirectory = RunFolder });
        var run = RunReader.Read(RunFolder, new());
        // A softmax of probabilities gives none of ten classes more than e/(e + 9).
        Assert.Contains(run.WrongPredictions, wrong => wrong.Probabilities[0].Probability > Math.E / (Math.E + 9));
        Assert.DoesNotContain("another loss than softmax cross-entropy", RunReport.Render(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_not_at_hand_cost_the_gallery_alone()
    {
        SomeRun.Train(RunFolder);
        Change(result => result["recipe"]!["data"] = "cifar10:/not/there");
        var run = RunReader.Read(RunFolder, new());
        Assert.StartsWith("The test images could not be loaded: ", run.WhyNoPredictions, StringComparison.Ordinal);
        Assert.Empty(run.WrongPredictions);
        Assert.Equal(8, run.Weights.Count);
    }

    [Fact]
    public void Fields_that_this_version_does_not_know_are_shown_and_repeated()
    {
        SomeRun.Train(RunFolder);
        Change(result => result["recipe"]!["somethingNew"] = JsonNode.Parse("""{ "epsilon": 1e-5 }"""));
        var run = RunReader.Read(RunFolder, new());
        Assert.Contains(new RecipeEntry("somethingNew", """{"epsilon":1e-5}""", IsDefault: false), run.Recipe);
        Assert.EndsWith(" --set 'somethingNew={\"epsilon\":1e-5}'", RepeatCommand.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Norms_and_dead_units_are_read_where_they_are()
    {
        SomeRun.Train(RunFolder);
        Assert.Equal(2 * 3, RunReader.Read(RunFolder, new()).Layers.Count);
        File.Delete(Path.Combine(RunFolder, "layers.csv"));
        Assert.Empty(RunReader.Read(RunFolder, new()).Layers);
        _folder.Write("run/layers.csv", "epoch,layer,kind,units,deadShare,activationNorm,gradientNorm,parameterNorm\n1,layers.0,Linear,8,,1.5,0.25,3\n1,layers.1,Elu,8,0.125,1,,\n");
        Assert.Equal(
            [new(1, "layers.0", "Linear", 8, double.NaN, 1.5, 0.25, 3), new(1, "layers.1", "Elu", 8, 0.125, 1, double.NaN, double.NaN)],
            RunReader.Read(RunFolder, new()).Layers);
    }

    [Fact]
    public void A_directory_without_a_run()
    {
        Fails("", "the run's name is empty; give the directory of a run.");
        Fails(_folder["none"], $"there is no directory {_folder["none"]}; give the directory of a run.");
        Fails(_folder.Write("file", ""), $"{_folder["file"]} is a file; give the directory of a run.");
        Fails(_folder.Path, $"{_folder.Path} does not contain a run: there is no result.json in it; give the directory of a run.");
        _folder.Write("recipe.json", "{}");
        Fails(_folder.Path, $"the run {_folder.Path} has no result.json yet: it has not finished; continue it with nabla train --resume.");
    }

    [Fact]
    public void A_result_says_its_format_and_a_newer_one_is_refused_in_words()
    {
        SomeRun.Train(RunFolder);
        string path = Path.Combine(RunFolder, "result.json");
        Assert.StartsWith("{\n  \"format\": 1,\n  \"name\": ", File.ReadAllText(path), StringComparison.Ordinal);
        Change(result => result["format"] = 2);
        Fails(RunFolder, $"{path} has format 2; this version of Nabla reads formats up to 1: use the version that wrote it, or a later one.");
        Change(result => result.AsObject().Remove("format"));
        Assert.Equal(1, RunReader.Read(RunFolder, new()).Result.Format);
    }

    [Theory]
    [InlineData("{ \"name\": \"a\", \"rec", "is not JSON: line 1, byte ")]
    [InlineData("{}", "is not a result of this version of Nabla: a field is missing or has another type")]
    [InlineData("[1, 2]", "is not a result of this version of Nabla: a field is missing or has another type")]
    [InlineData("null", "is not a result of this version of Nabla: a field is missing or has another type")]
    public void A_result_that_is_none(string json, string expected)
    {
        Directory.CreateDirectory(RunFolder);
        string path = _folder.Write("run/result.json", json);
        var error = Assert.Throws<RunFormatException>(() => RunReader.Read(RunFolder, new()));
        Assert.StartsWith($"{path} {expected}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("train again with --force.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_result_that_was_edited()
    {
        SomeRun.Train(RunFolder);
        string path = Path.Combine(RunFolder, "result.json"), original = File.ReadAllText(path);
        (Action<JsonNode> Edit, string What)[] edits =
        [
            (result => result["bestEpoch"] = 7, "bestEpoch is 7, but 2 epochs ended"),
            (result => result["epochs"]![1]!["epoch"] = 3, "epochs[1] is not epoch 2"),
            (result => result["epochs"] = null, "a required field is null"),
            (result => result["machine"] = null, "a required field is null"),
            (result => result["testAccuracy"] = null, "bestEpoch is set, but its metrics are null"),
            (result => result["bestEpoch"] = null, "bestEpoch is null, but its metrics are set"),
            (result => result["confusionMatrix"]!.AsArray().RemoveAt(0), "confusionMatrix is not 10 by 10 counts, one row and column for each class of perClass"),
            (result => result["confusionMatrix"]![0]![0] = -1, "confusionMatrix is not 10 by 10 counts, one row and column for each class of perClass"),
            (result => result["perClass"]![3]!["class"] = null, "perClass has a class without its metrics"),
        ];
        foreach (var (edit, what) in edits)
        {
            Change(edit);
            Fails(RunFolder, $"{path} is inconsistent: {what}; it was edited: restore the original file, or train again with --force.");
            File.WriteAllText(path, original);
        }

        Change(result => result["testLoss"] = "low");
        Fails(RunFolder, $"{path} is not a result of this version of Nabla: a field is missing or has another type (at $.testLoss); it was written by another version, or edited: train again with --force.");
    }

    [Fact]
    public void Tables_that_were_cut_off_or_edited()
    {
        SomeRun.Train(RunFolder);
        string steps = Path.Combine(RunFolder, "steps.csv");
        const string Advice = "the file was truncated, edited or written by another version: train again with --force.";
        foreach (string line in new[] { "3,1,2.5", "1,1", "a,b,c", "", "1,1,low", "2.5" })
        {
            File.WriteAllText(steps, $"step,epoch,loss\n1,1,2.5\n{line}\n");
            Fails(RunFolder, $"{steps}, line 3: expected \"step,epoch,loss\" with consecutive numbers; {Advice}");
        }

        File.WriteAllText(steps, "step;epoch;loss\n");
        Fails(RunFolder, $"{steps}, line 1: expected the header \"step,epoch,loss\"; {Advice}");
        File.Delete(steps);
        Fails(RunFolder, $"{steps} is missing, and the report needs it: restore it, or train again with --force.");

        File.WriteAllText(steps, "step,epoch,loss\n1,1,2.5\n");
        string layers = _folder.Write("run/layers.csv", "epoch,layer,kind,units,deadShare,activationNorm,gradientNorm,parameterNorm\n1,layers.0,Linear\n");
        Fails(RunFolder, $"{layers}, line 2: expected \"epoch,layer,kind,units,deadShare,activationNorm,gradientNorm,parameterNorm\" with consecutive numbers; {Advice}");
    }

    [Fact]
    public void A_model_of_another_run_or_none()
    {
        SomeRun.Train(RunFolder);
        SomeRun.Train(_folder["other"], epochs: 1);
        string model = Path.Combine(RunFolder, "model.safetensors");
        File.Copy(Path.Combine(_folder["other"], "model.safetensors"), model, overwrite: true);
        Fails(RunFolder, $"{model} does not belong to this run: its fingerprint differs from bestFingerprint in result.json; restore the original file, or train again with --force.");
        File.WriteAllText(model, "none");
        Assert.Throws<InvalidDataException>(() => RunReader.Read(RunFolder, new()));
    }

    [Fact]
    public void A_report_that_cannot_be_written_leaves_nothing()
    {
        SomeRun.Train(RunFolder);
        string names = _folder.Names, path = _folder["no/such/folder/report.html"];
        var error = Assert.Throws<OutputDirectoryException>(() => RunReport.Write(RunFolder, new() { OutputFile = path }));
        Assert.StartsWith($"the report {path} cannot be written (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("); choose another place with --out.", error.Message, StringComparison.Ordinal);
        Assert.Equal(names, _folder.Names);
    }

    private static void Fails(string directory, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RunFormatException>(() => RunReader.Read(directory, new())).Message);

    private void Change(Action<JsonNode> change)
    {
        string path = Path.Combine(RunFolder, "result.json");
        var result = JsonNode.Parse(File.ReadAllText(path))!;
        change(result);
        File.WriteAllText(path, result.ToJsonString());
    }
}
