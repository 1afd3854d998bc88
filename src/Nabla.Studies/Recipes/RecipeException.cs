namespace Nabla.Studies;

/// <summary>A recipe that cannot be run. It lists everything that is wrong, so that one look is enough to put it right.</summary>
public sealed class RecipeException : Exception
{
    /// <summary>All errors of one recipe.</summary>
    /// <param name="source">Where the recipe came from: a file's path, or "the recipe".</param>
    /// <param name="errors">At least one, each a sentence.</param>
    public RecipeException(string source, IReadOnlyList<string> errors)
        : base(errors.Count == 1
            ? $"{source}: {errors[0]}"
            : $"{source} has {errors.Count} errors:\n{string.Join('\n', errors.Select(error => $"  - {error}"))}")
    {
        (Origin, Errors) = (source, errors);
    }

    /// <summary>Where the recipe came from.</summary>
    public string Origin { get; }

    /// <summary>Everything that is wrong, one sentence each, in the order of the fields.</summary>
    public IReadOnlyList<string> Errors { get; }
}
