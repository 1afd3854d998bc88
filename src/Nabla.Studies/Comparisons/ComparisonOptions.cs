namespace Nabla.Studies;

/// <summary>Options of an engine comparison besides its recipe.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Gets the number of steps to compare. Default null: 200, or those of the recipe if it has fewer.</summary>
    public int? Steps { get; init; }

    /// <summary>Gets the number of threads, 1 to 256. Default 1. It never changes the results of Nabla's two engines.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the output directory. Default null: runs/NAME-compare in the current directory.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Gets whether to replace an existing comparison. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Gets the Python interpreter with PyTorch, the third engine; an error if it does not have it. "none" skips PyTorch. Default null:
    /// python3 on the PATH, preferring that of an active virtual environment, if it has PyTorch.
    /// </summary>
    public string? PyTorch { get; init; }

    /// <summary>Gets the receiver of progress messages. Default none.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Gets the clock for measuring steps. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the lookup of environment variables, which may specify data directories. Default: none are set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Returns the output directory for a recipe.</summary>
    public string DirectoryFor(Recipe recipe) => OutputDirectory ?? Path.Combine("runs", $"{recipe.RunName}-compare");
}
