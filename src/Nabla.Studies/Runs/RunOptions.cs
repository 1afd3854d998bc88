using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What a run needs besides its recipe. None of it changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>Threads that share the work: 1 to 256. Default 1; the command line gives all cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The directory of the run. Default null: runs/NAME in the current directory, or the first that is free of NAME-2, NAME-3, and so on.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether a run that is already there is replaced. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Whether a run that is already there is continued, or begun if there is none yet. Its recipe must be the same. A run that has finished
    /// is left as it is. Default false; excludes <see cref="Force"/>.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Time that passes at least between two checkpoints. Default a second: then writing them takes about a hundredth of the time. 0 for one after every epoch.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Measures how long things take. Default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Looks up environment variables: where data lie. Default none is set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Gets the data of a recipe, for callers with several runs on the same ones. Default null: the run loads them.</summary>
    public Func<Recipe, RunData>? Data { get; init; }

    /// <summary>Who is told what happens, in this order. Default nobody.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>Where this recipe's run is written.</summary>
    public string DirectoryFor(Recipe recipe) => OutputDirectory ?? Path.Combine("runs", recipe.RunName);
}
