namespace Nabla.Studies;

/// <summary>A field of a recipe that is set separately, for example by a command line option. It takes precedence over the file, and a later one over an earlier.</summary>
/// <param name="Field">The field's name, in camelCase.</param>
/// <param name="Value">The value: JSON, or plain text if the field takes text.</param>
public sealed record RecipeOverride(string Field, string Value);
