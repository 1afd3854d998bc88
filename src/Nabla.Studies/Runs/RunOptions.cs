using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Options of a run besides its recipe. None of them changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>Gets the number of threads, 1 to 256. Default 1; the command line uses all cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the directory of the run. Default null: runs/NAME in the current directory, or the first free one of NAME-2, NAME-3, and so on.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Gets whether to replace an existing run. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Gets whether to resume an existing run, or start one if there is none. Its recipe must be the same. A finished run
    /// is not changed. Default false; excludes <see cref="Force"/>.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Gets the minimum time between two checkpoints. Default one second, at which writing them takes about a hundredth of the time. 0 for one after every epoch.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the lookup of environment variables, which may specify data directories. Default: none are set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Gets the function that returns the data of a recipe, for callers with several runs on the same data. Default null: the run loads them.</summary>
    public Func<Recipe, RunData>? Data { get; init; }

    /// <summary>Gets the observers, in order. Default none.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>Returns the output directory for a recipe.</summary>
    public string DirectoryFor(Recipe recipe) => OutputDirectory ?? Path.Combine("runs", recipe.RunName);
}
