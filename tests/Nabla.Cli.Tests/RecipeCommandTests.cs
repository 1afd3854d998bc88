using System.Text.Json;
using Nabla.Studies;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class RecipeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_field_is_listed_with_its_default()
    {
        var call = await Call.RunAsync("recipe");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.All(RecipeFieldInfo.All, field => Assert.Contains($"\n  {field.Name} ", call.Output, StringComparison.Ordinal));
        Assert.Contains("[default: 10 for images, 200 for", call.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recipe_is_printed_whole_and_can_be_read_again()
    {
        Assert.Equal(new Recipe().ToJson(), (await Call.RunAsync("recipe", "--print")).Output);
        string printed = (await Call.RunAsync("recipe", "--print", "--set", "data=a.csv", "--set", "target=y", "--set", "activation=TANH")).Output;
        string file = _folder.Write("recipe.json", printed);
        Assert.Equal(printed, (await Call.RunAsync("recipe", file, "--print")).Output);
        Assert.Equal($"{file} is valid; its run is called a-128-tanh-seed42.\n", (await Call.RunAsync("recipe", file)).Output);
    }

    [Fact]
    public async Task Every_error_of_a_recipe_is_listed()
    {
        string file = _folder.Write("recipe.json", """{ "$schema": "recipe.schema.json", "epochs": 0, "activation": "swish" }""");
        (await Call.RunAsync("recipe", file)).Fails(
            ExitCode.WrongCall,
            $"{file} has 2 errors:\n  - activation is \"swish\"; it must be one of \"elu\", \"relu\", \"leakyRelu\", \"sigmoid\", \"tanh\", \"softplus\", \"identity\".\n  - epochs is 0; it must be a whole number from 1 to 100000.");
    }

    [Fact]
    public async Task The_schema_has_every_field_with_its_type_and_choices()
    {
        using var schema = JsonDocument.Parse((await Call.RunAsync("recipe", "--schema")).Output);
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(RecipeFieldInfo.All.Select(field => field.Name).Prepend("$schema"), properties.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, properties.GetProperty("epochs").GetProperty("minimum").GetInt32());
        Assert.Equal(["sgd", "adam", "adamW", "rmsProp", "lbfgs"], properties.GetProperty("optimizer").GetProperty("enum").EnumerateArray().Select(choice => choice.GetString()!));
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());

        // The default recipe is an instance of it.
        using var recipe = JsonDocument.Parse(new Recipe().ToJson());
        foreach (var field in recipe.RootElement.EnumerateObject())
        {
            var type = properties.GetProperty(field.Name);
            if (type.TryGetProperty("enum", out var choices))
                Assert.Contains(field.Value.GetString(), choices.EnumerateArray().Select(choice => choice.GetString()));
            else if (type.TryGetProperty("minimum", out var minimum))
                Assert.True(field.Value.GetDouble() >= minimum.GetDouble(), field.Name);
        }
    }
}
