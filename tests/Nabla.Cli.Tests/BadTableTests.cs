using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>What users get wrong with tables: each ends in one clear sentence and the right code, and leaves nothing behind.</summary>
public sealed class BadTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_target_the_columns_are_listed()
    {
        string data = _folder.Write("a.csv", "x,y\n1,2\n");
        (await Train("--data", data)).Fails(
            ExitCode.WrongCall, $"the recipe: target is missing; name the column to predict, with --target or in the recipe. The columns of {data} are \"x\", \"y\".");
        Assert.Equal("a.csv", _folder.Names);
    }

    [Theory]
    [InlineData("--target", "sied", "target is \"sied\", but {0} has no such column; did you mean \"side\"? The columns of {0} are \"id\", \"x\", \"y\", \"colour\", \"side\".")]
    [InlineData("--ignore", "z", "ignore is \"z\", but {0} has no such column. The columns of {0} are \"id\", \"x\", \"y\", \"colour\", \"side\".")]
    public async Task A_column_that_there_is_not(string option, string value, string sentence)
    {
        string data = _folder.Write("a.csv", SmallTables.Classes());
        string[] target = option == "--target" ? [] : ["--target", "side"];
        (await Train(["--data", data, option, value, .. target])).Fails(ExitCode.WrongCall, "the recipe: " + sentence.Replace("{0}", data, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", " is empty; expected a header line with the names of the columns.")]
    [InlineData("x,y\n", " has a header but no rows.")]
    [InlineData("x,x,y\n1,2,a\n", ": columns 1 and 2 are both called \"x\"; give each a unique name.")]
    [InlineData("x,y\n1,a\n2,a\n3,a\n", ": the target \"y\" is \"a\" in every row; a classifier requires at least two classes.")]
    [InlineData("x,y\n1,a\n2,b\n3,\n", ", line 4: the target \"y\" is missing; remove the row, or fill it in.")]
    [InlineData("x,y\n1,a\n2,b,3\n", ", line 3: got more than 2 fields; expected one for each column. If a value holds the separator, put it in quotes.")]
    [InlineData("y\na\nb\na\nb\na\nb\n", " has no feature to predict from: besides the target, every column is ignored or empty. Its columns are \"y\".")]
    public async Task A_file_that_cannot_be_learned_from(string text, string sentence)
    {
        string data = _folder.Write("a.csv", text);
        (await Train("--data", data, "--target", "y")).Fails(ExitCode.WrongData, data + sentence);
        Assert.Equal("a.csv", _folder.Names);
    }

    [Fact]
    public async Task Text_in_a_numeric_column()
    {
        string data = _folder.Write("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}.5,{(i % 2 == 0 ? "a" : "b")}\n")) + "1o,a\n");
        (await Train("--data", data, "--target", "y")).Fails(
            ExitCode.WrongData,
            $"{data}, line 32: column \"x\" holds \"1o\", but all its other values are numbers; correct the value, declare \"1o\" a missing value, or declare the column categorical or ignored.");
        (await Train("--data", data, "--target", "y", "--numeric", "x")).Fails(
            ExitCode.WrongData, $"{data}, line 32: column \"x\" is numeric, but holds \"1o\"; expected a finite number, or an empty field for a missing value.");
    }

    [Fact]
    public async Task A_file_that_is_not_there()
    {
        string missing = _folder["none.csv"];
        (await Train("--data", missing, "--target", "y")).Fails(ExitCode.WrongData, $"{missing} cannot be read: there is no such file.");
        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public async Task Text_where_values_are_to_be_predicted()
    {
        string data = _folder.Write("a.csv", SmallTables.Classes());
        (await Train("--data", data, "--target", "side", "--task", "regression")).Fails(
            ExitCode.WrongData, $"{data}: the target \"side\" contains text such as \"below\"; a regressor requires numbers. Use a classifier, or name another target.");
    }

    [Fact]
    public async Task Files_that_do_not_go_together()
    {
        string data = _folder.Write("a.csv", SmallTables.Classes()), unknown = _folder.Write("b.csv", "x,y,colour,side\n1,2,red,left\n"), other = _folder.Write("c.csv", "x,colour,side\n1,red,above\n");
        (await Train("--data", data, "--target", "side", "--test-data", unknown)).Fails(
            ExitCode.WrongData, $"{unknown}, line 2: the target \"side\" is \"left\", which is not one of the classes \"above\", \"below\".");
        (await Train("--data", data, "--target", "side", "--validation-data", other)).Fails(
            ExitCode.WrongData, $"{other} has no column \"y\", which the model predicts from; its columns are \"x\", \"colour\", \"side\".");
        Assert.Equal("a.csv b.csv c.csv", _folder.Names);
    }

    [Fact]
    public async Task Rows_that_a_model_cannot_predict()
    {
        string data = _folder.Write("a.csv", SmallTables.Classes());
        Assert.Equal(ExitCode.Done, (await Train("--data", data, "--target", "side", "--epochs", "1")).Code);
        (await Predict("x,y\n1,2\n")).Fails(ExitCode.WrongData, $"{_folder["rows.csv"]} has no column \"colour\", which the model predicts from; its columns are \"x\", \"y\".");
        (await Predict("x,y,colour,size\n1,2,red,3\n")).Fails(
            ExitCode.WrongData, $"{_folder["rows.csv"]} has a column \"size\" that the model was not trained with; remove it. The model's columns are \"x\", \"y\", \"colour\".");
        (await Predict("x,y,colour\n1,2,red\nwide,2,red\n")).Fails(
            ExitCode.WrongData, $"{_folder["rows.csv"]}, line 3: column \"x\" is numeric, but holds \"wide\"; expected a finite number, or an empty field for a missing value.");
        (await Predict("x,y,colour\n1e300,2,red\n")).Fails(
            ExitCode.WrongData, $"{_folder["rows.csv"]}, line 2: \"x\" is 1E+300, which is not a number or too far from the values of the training set; expected a number close to them, or a missing value.");
        (await Predict("x,y,colour\n1,2,red\n", "--csv", "--json")).Fails(ExitCode.WrongCall, "--csv and --json exclude each other; leave one out.");
        Assert.Equal("prediction,probability_above,probability_below", (await Predict("x,y,colour\n1,,violet\n", "--csv")).Output.Split('\n')[0]);
    }

    [Fact]
    public async Task A_model_of_another_kind_of_data()
    {
        string data = _folder.Write("a.csv", SmallTables.Classes()), run = _folder["run"];
        await Train("--data", data, "--target", "side", "--epochs", "1");
        (await Call.RunAsync("evaluate", run, "--data", "shapes:100")).Fails(
            ExitCode.WrongData, $"{Path.Combine(run, "model.safetensors")} takes rows of a table with the columns x, y, colour, but shapes:100 has images; evaluate it on a CSV file.");
        await Call.RunAsync("train", "--data", "shapes:100", "--hidden", "4", "--epochs", "1", "--batch-size", "16", "--quiet", "--no-report", "--out", _folder["images"]);
        (await Call.RunAsync("evaluate", _folder["images"], "--data", data)).Fails(
            ExitCode.WrongData, $"{_folder["images/model.safetensors"]} takes images of 3x32x32, but {data} is a table; evaluate it on data of the same kind.");
        (await Call.RunAsync("predict", _folder["images"], data)).Fails(
            ExitCode.WrongData, $"{data} is a table, but the model takes images of 3x32x32; evaluate it with nabla evaluate.");
        (await Call.RunAsync("data", "info", "shapes:100", "--target", "side")).Fails(ExitCode.WrongCall, "--target is a column of a table; leave it out, or name a CSV file.");
    }

    private Task<Call> Train(params string[] args) => Call.RunAsync(["train", "--quiet", "--json", "--no-report", "--force", "--out", _folder["run"], .. args]);

    private Task<Call> Predict(string rows, params string[] options) => Call.RunAsync(["predict", _folder["run"], _folder.Write("rows.csv", rows), .. options]);
}
