namespace Nabla.Studies;

/// <summary>A field of a recipe set from outside, by an option of the command line say. It wins over the file, and a later one over an earlier.</summary>
/// <param name="Field">The field's name, in camelCase.</param>
/// <param name="Value">Its value: JSON, or plain text where the field takes text.</param>
public sealed record RecipeOverride(string Field, string Value);
