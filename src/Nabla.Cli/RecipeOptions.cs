using System.CommandLine;
using System.Text.Json;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary>The options of <c>train</c> that set a field of the recipe. Their values are parsed like those of a recipe, with the same rules and errors.</summary>
internal sealed class RecipeOptions
{
    private static readonly (string Field, string Value)[] s_values =
    [
        ("data", "DATA"), ("target", "COLUMN"), ("task", "TASK"), ("validationData", "FILE"), ("testData", "FILE"), ("validationFraction", "FRACTION"),
        ("testFraction", "FRACTION"), ("categorical", "COLUMNS"), ("numeric", "COLUMNS"), ("ignore", "COLUMNS"),
        ("hidden", "SIZES"), ("activation", "NAME"), ("dropout", "P"), ("initializer", "NAME"),
        ("loss", "NAME"), ("labelSmoothing", "SHARE"), ("l1", "LAMBDA"), ("l2", "LAMBDA"),
        ("optimizer", "NAME"), ("learningRate", "RATE"), ("momentum", "M"), ("weightDecay", "RATE"), ("schedule", "NAME"),
        ("epochs", "N"), ("batchSize", "N"), ("earlyStopping", "EPOCHS"), ("bestBy", "METRIC"), ("seed", "N"), ("engine", "NAME"), ("name", "NAME"),
    ];

    private static readonly string[] s_flags = ["batchNorm", "whitening", "residual"];

    private readonly (string Field, Option<string> Option)[] _options = [.. s_values.Select(field => (field.Field, Text(field.Field, field.Value)))];

    private readonly (string Field, Option<bool> Option)[] _flags = [.. s_flags.Select(field => (field, new Option<bool>(NameOf(field)) { Description = RecipeFieldInfo.Of(field).Summary }))];

    private readonly SetOption _set = new("Set any other field of the recipe, such as clipNorm=1; repeatable; `nabla recipe` lists all fields [default: none]");

    /// <summary>Adds the options to a command, in the groups of the recipe's fields.</summary>
    public void AddTo(ToolCommand command)
    {
        foreach (var group in Enum.GetValues<RecipeFieldGroup>())
        {
            var options = _options.Select(field => (field.Field, Option: (Option)field.Option)).Concat(_flags.Select(field => (field.Field, Option: (Option)field.Option)))
                .Where(field => RecipeFieldInfo.Of(field.Field).Group == group).Select(field => field.Option).ToList();
            if (group == RecipeFieldGroup.Training)
                options.Add(_set.Option);
            command.AddGroup(group.ToString(), options);
        }
    }

    /// <summary>Returns the fields that the call sets, in order of increasing precedence: <c>--set</c> after all others.</summary>
    /// <exception cref="UsageException">A <c>--set</c> is malformed.</exception>
    public IReadOnlyList<RecipeOverride> Overrides(ParseResult call)
    {
        var overrides = new List<RecipeOverride>();
        foreach (var (field, option) in _options)
        {
            if (call.GetValue(option) is { } value)
                overrides.Add(new(field, value));
        }

        foreach (var (field, option) in _flags)
        {
            if (call.GetResult(option) is { Implicit: false })
                overrides.Add(new(field, call.GetValue(option) ? "true" : "false"));
        }

        overrides.AddRange(_set.Overrides(call));
        return overrides;
    }

    private static Option<string> Text(string field, string value)
    {
        var info = RecipeFieldInfo.Of(field);
        var option = new Option<string>(NameOf(field)) { HelpName = value, Description = OptionText.Of(info.Summary, info.Choices, info.Default) };
        if (info.Choices.Count > 0)
            option.CompletionSources.Add([.. info.Choices]);
        return option;
    }

    private static string NameOf(string field) => $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(field)}";
}
