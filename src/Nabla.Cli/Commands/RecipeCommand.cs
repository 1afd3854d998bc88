using System.CommandLine;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla recipe</c>: the fields of a recipe, its JSON schema, and the validation of a file.</summary>
internal static class RecipeCommand
{
    public static Command Create(Host host)
    {
        var file = new Argument<string?>("recipe") { HelpName = "RECIPE.json", Description = "Recipe to validate; without one, the fields are listed", Arity = ArgumentArity.ZeroOrOne };
        var print = new Option<bool>("--print") { Description = "Print the recipe with every field, defaults included, as JSON" };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of recipes, for editors" };
        var set = new SetOption("Set a field, such as hidden=512,256; repeatable [default: none]");
        var command = new ToolCommand(
            "recipe", "Show, print or validate a recipe.",
            ("nabla recipe", "List every field with its default"),
            ("nabla recipe --print --set data=iris.csv --set target=species > iris.json", "Write a recipe to edit"),
            ("nabla recipe iris.json", "Validate a recipe; every error is listed"),
            ("nabla recipe --schema > recipe.schema.json", "Let an editor complete and check recipes"));
        command.Arguments.Add(file);
        foreach (Option option in new Option[] { print, schema, set.Option })
            command.Options.Add(option);
        command.SetAction(call =>
        {
            string? path = call.GetValue(file);
            var overrides = set.Overrides(call);
            if (call.GetValue(schema))
            {
                if (path is not null || overrides.Count > 0 || call.GetValue(print))
                    throw new UsageException("--schema takes no recipe and no other option.");
                host.Output.Write(RecipeSchema.ToJson());
                return;
            }

            var recipe = RecipeReader.OnTopOf(new Recipe(), path, overrides);
            if (call.GetValue(print))
                host.Output.Write(recipe.ToJson());
            else if (path is null && overrides.Count == 0)
                WriteFields(host);
            else
                host.Output.WriteLine($"{path ?? "the recipe"} is valid; its run is called {recipe.RunName}.");
        });
        return command;
    }

    private static void WriteFields(Host host)
    {
        var text = new HelpText(host.OutputConsole().Profile.Width);
        foreach (var group in RecipeFieldInfo.All.GroupBy(field => field.Group).OrderBy(group => group.Key))
        {
            text.Heading($"{group.Key}:");
            text.Terms([.. group.Select(field => (field.Name, OptionText.Of(field.Summary, field.Choices, field.Default)))]);
        }

        PrintHelp.Write(host, text);
    }
}
