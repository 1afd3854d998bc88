using System.Globalization;
using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>Tables from a CSV file to predictions: train, evaluate, predict, data info.</summary>
public sealed class TableCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_of_classes_is_learned_with_the_defaults_of_the_library()
    {
        string train = _folder.Write("train.csv", SmallTables.Classes()), validation = _folder.Write("validation.csv", SmallTables.Classes(40, 500)), test = _folder.Write("test.csv", SmallTables.Classes(40, 900));
        var result = await Train("--data", train, "--target", "side", "--validation-data", validation, "--test-data", test);

        var classifier = Classifier.Train(Table.FromCsv(train, "side"), validation: Table.FromCsv(validation, "side"));
        var evaluation = classifier.Evaluate(Table.FromCsv(test, "side"));
        Assert.Equal(classifier.Training!.BestFingerprint, result.GetProperty("bestFingerprint").GetString());
        Assert.Equal(evaluation.Accuracy, result.GetProperty("testAccuracy").GetDouble());
        Assert.Equal(evaluation.Confusion!.ToRows(), result.GetProperty("confusionMatrix").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt64()).ToArray()));
        Assert.False(result.TryGetProperty("testRmse", out _));
        var recipe = result.GetProperty("recipe");
        Assert.Equal(("classification", 16, 200, "loss"), (recipe.GetProperty("task").GetString(), recipe.GetProperty("batchSize").GetInt32(), recipe.GetProperty("epochs").GetInt32(), recipe.GetProperty("bestBy").GetString()));
        Assert.Equal("side", Model.Load(_folder["run/model.safetensors"]).Task.Target);
    }

    [Fact]
    public async Task A_regression_reports_errors_in_the_units_of_the_target()
    {
        string train = _folder.Write("train.csv", SmallTables.Values()), validation = _folder.Write("validation.csv", SmallTables.Values(40, 500)), test = _folder.Write("test.csv", SmallTables.Values(40, 900));
        var result = await Train("--data", $"csv:{train}", "--target", "price", "--validation-data", validation, "--test-data", test);

        var regressor = Regressor.Train(Table.FromCsv(train, "price"), validation: Table.FromCsv(validation, "price"));
        var metrics = regressor.Evaluate(Table.FromCsv(test, "price")).Regression!;
        Assert.Equal(regressor.Training!.BestFingerprint, result.GetProperty("bestFingerprint").GetString());
        Assert.Equal((metrics.Rmse, metrics.Mae, metrics.R2), (result.GetProperty("testRmse").GetDouble(), result.GetProperty("testMae").GetDouble(), result.GetProperty("testR2").GetDouble()));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null], new[] { "testAccuracy", "confusionMatrix", "perClass" }.Select(name => result.GetProperty(name).ValueKind));
        var epoch = result.GetProperty("epochs")[0];
        Assert.Equal(regressor.Training.Epochs[0].ValidationRmse, epoch.GetProperty("validationRmse").GetDouble());
        Assert.Equal(JsonValueKind.Null, epoch.GetProperty("validationAccuracy").ValueKind);
        Assert.Equal("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds,penalty,learningRate,validationRmse,validationMae,validationR2", File.ReadLines(_folder["run/epochs.csv"]).First());
        Assert.Contains("residuals", await File.ReadAllTextAsync(_folder["run/report.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sets_are_split_off_where_no_file_has_them()
    {
        string data = _folder.Write("points.csv", SmallTables.Classes());
        var call = await Call.RunAsync("train", "--data", data, "--target", "side", "--epochs", "2", "--out", _folder["run"], "--no-report");

        var (rest, test) = Table.FromCsv(data, "side").Split(0.2, 42);
        var (train, validation) = rest.Split(0.15, 42);
        Assert.Equal(ExitCode.Done, call.Code);
        Assert.StartsWith($"{data}: classification into 2 classes of side; {train.RowCount} training, {validation.RowCount} validation and {test.RowCount} test rows\n", call.Error, StringComparison.Ordinal);
        var classifier = Classifier.Train(train, new() { Epochs = 2 }, validation);
        Assert.Equal(classifier.Training!.BestFingerprint, Model.Load(_folder["run/model.safetensors"]).Network.Parameters.Fingerprint());

        // Without data, evaluate finds the same test set.
        using var evaluated = JsonDocument.Parse((await Call.RunAsync("evaluate", _folder["run"], "--json")).Output);
        Assert.Equal(classifier.Evaluate(test).Accuracy, evaluated.RootElement.GetProperty("accuracy").GetDouble());
        Assert.Equal(test.RowCount, evaluated.RootElement.GetProperty("examples").GetInt32());
    }

    [Fact]
    public async Task A_run_that_is_done_is_not_repeated_whatever_the_data_decided()
    {
        string data = _folder.Write("prices.csv", SmallTables.Values());
        string[] args = ["train", "--data", data, "--target", "price", "--epochs", "3", "--quiet", "--json", "--no-report"];
        var first = await Call.RunAsync([.. args, "--out", _folder["run"]]);
        var again = await Call.RunAsync([.. args, "--out", _folder["run"], "--resume"]);
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.Equal(first.Output, again.Output);
        (await Call.RunAsync([.. args, "--out", _folder["run"], "--resume", "--set", "target=width"])).Fails(
            ExitCode.WrongCall, $"the recipe: target is \"width\", but the run in {_folder["run"]} was started with \"price\"; leave it out to continue that run, or start another with --out or --force.");
    }

    [Fact]
    public async Task Predictions_give_the_figures_of_evaluate()
    {
        string data = _folder.Write("points.csv", SmallTables.Classes()), test = _folder.Write("test.csv", SmallTables.Classes(50, 700));
        await Train("--data", data, "--target", "side", "--epochs", "3");
        var csv = (await Call.RunAsync("predict", _folder["run"], test, "--csv")).Output.TrimEnd('\n').Split('\n');
        using var json = JsonDocument.Parse((await Call.RunAsync("predict", _folder["run/model.safetensors"], test, "--json")).Output);
        using var evaluated = JsonDocument.Parse((await Call.RunAsync("evaluate", _folder["run"], "--data", test, "--json")).Output);

        Assert.Equal("prediction,probability_above,probability_below", csv[0]);
        Assert.Equal(51, csv.Length);
        var classifier = Classifier.Load(_folder["run/model.safetensors"]);
        var table = Table.FromCsv(test, "side");
        float[] outputs = classifier.PredictOutputs(table);
        int correct = 0;
        for (int row = 0; row < 50; row++)
        {
            string[] cells = csv[row + 1].Split(',');
            correct += cells[0] == table["side"].TextAt(row) ? 1 : 0;
            Assert.Equal(outputs.AsSpan(2 * row, 2).ToArray(), cells.Skip(1).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)));
            var entry = json.RootElement[row];
            Assert.Equal((cells[0], outputs[2 * row]), (entry.GetProperty("prediction").GetString()!, entry.GetProperty("probability_above").GetSingle()));
        }

        Assert.Equal(evaluated.RootElement.GetProperty("accuracy").GetDouble(), correct / 50.0);
    }

    [Fact]
    public async Task Values_are_predicted_from_standard_input_too_and_written_to_a_file()
    {
        string data = _folder.Write("prices.csv", SmallTables.Values()), test = _folder.Write("test.csv", SmallTables.Values(50, 700));
        await Train("--data", data, "--target", "price", "--epochs", "3");
        var file = await Call.RunAsync("predict", _folder["run"], test, "--out", _folder["out.csv"]);
        var piped = await Call.RunAsync(host => host with { OpenInput = () => File.OpenRead(test) }, "predict", _folder["run"], "-", "--csv");

        Assert.Equal((ExitCode.Done, "", ""), (file.Code, file.Output, file.Error));
        Assert.Equal(await File.ReadAllTextAsync(_folder["out.csv"], TestContext.Current.CancellationToken), piped.Output);
        var lines = piped.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(("prediction", 51), (lines[0], lines.Length));
        using var evaluated = JsonDocument.Parse((await Call.RunAsync("evaluate", _folder["run/model.safetensors"], "--data", test, "--json")).Output);
        var truth = Table.FromCsv(test, "price")["price"];
        double squares = lines.Skip(1).Select((line, row) => float.Parse(line, CultureInfo.InvariantCulture) - truth.NumberAt(row)).Sum(error => error * error);
        double rmse = evaluated.RootElement.GetProperty("rmse").GetDouble();
        Assert.Equal(rmse, Math.Sqrt(squares / 50), 1e-6 * rmse);
        Assert.Equal(JsonValueKind.Null, evaluated.RootElement.GetProperty("accuracy").ValueKind);

        (await Call.RunAsync("predict", _folder["run"], test, "--out", _folder["none/out.csv"])).Fails(
            ExitCode.OutputFailed, $"{_folder["none/out.csv"]} cannot be written (Could not find a part of the path '{_folder["none/out.csv.partial"]}'); choose another place with --out.");
    }

    [Fact]
    public async Task People_get_the_first_rows_as_a_table()
    {
        string data = _folder.Write("points.csv", SmallTables.Classes());
        await Train("--data", data, "--target", "side", "--epochs", "3");
        var call = await Call.RunAsync("predict", _folder["run"], data);
        string[] lines = call.Output.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains(lines, line => line.Contains("row   prediction   probability", StringComparison.Ordinal) && line.Contains("colour", StringComparison.Ordinal));
        Assert.Equal("  and 100 more rows; --csv or --json prints all", lines[^1]);

        var summary = await Call.RunAsync("evaluate", _folder["run"], "--data", data);
        foreach (string part in new[] { "accuracy", "120 rows", "true \\ predicted", "above" })
            Assert.Contains(part, summary.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_described()
    {
        string data = _folder.Write("points.csv", SmallTables.Classes());
        var call = await Call.RunAsync("data", "info", data, "--target", "side");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        foreach (string part in new[] { "120", "side, classification", "ignored", "categorical", "3 categories", "above", "below", "%" })
            Assert.Contains(part, call.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await Call.RunAsync("data", "info", $"csv:{data}", "--target", "side", "--json")).Output);
        var columns = json.RootElement.GetProperty("columns").EnumerateArray().ToList();
        Assert.Equal(["id", "x", "y", "colour", "side"], columns.Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(["ignored", "numeric", "numeric", "categorical", "target"], columns.Select(column => column.GetProperty("kind").GetString()));
        var table = Table.FromCsv(data, "side");
        Assert.Equal(table.Columns.Select(column => column.MissingCount), columns.Select(column => column.GetProperty("missing").GetInt32()));
        Assert.Equal(Enumerable.Range(0, 120).Max(table["x"].NumberAt), columns[1].GetProperty("maximum").GetDouble());
        Assert.Equal(120, json.RootElement.GetProperty("classes").EnumerateArray().Sum(entry => entry.GetProperty("rows").GetInt32()));
    }

    private async Task<JsonElement> Train(params string[] args)
    {
        var call = await Call.RunAsync(["train", "--json", "--quiet", "--out", _folder["run"], .. args]);
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        using var json = JsonDocument.Parse(call.Output);
        return json.RootElement.Clone();
    }
}
