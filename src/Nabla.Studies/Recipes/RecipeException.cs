namespace Nabla.Studies;

/// <summary>The exception for an invalid recipe. It lists all errors, so that all can be corrected at once.</summary>
public sealed class RecipeException : Exception
{
    /// <summary>Initializes the exception with all errors of one recipe.</summary>
    /// <param name="source">The origin of the recipe: a file's path, or "the recipe".</param>
    /// <param name="errors">The errors, at least one, each a sentence.</param>
    public RecipeException(string source, IReadOnlyList<string> errors)
        : base(errors.Count == 1
            ? $"{source}: {errors[0]}"
            : $"{source} has {errors.Count} errors:\n{string.Join('\n', errors.Select(error => $"  - {error}"))}")
    {
        (Origin, Errors) = (source, errors);
    }

    /// <summary>Gets the origin of the recipe.</summary>
    public string Origin { get; }

    /// <summary>Gets all errors, one sentence each, in the order of the fields.</summary>
    public IReadOnlyList<string> Errors { get; }
}
