namespace Nabla.Studies;

/// <summary>What a comparison of engines needs besides its recipe.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How many steps are compared; default null: 200, or as many as the recipe has.</summary>
    public int? Steps { get; init; }

    /// <summary>Threads that share the work: 1 to 256. Default 1. They never change what the two engines of Nabla compute.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where the files are written. Default null: runs/NAME-compare in the current directory.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether a comparison that is already there is replaced. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The Python interpreter with PyTorch, the third engine; it is an error if it does not have it. "none" skips PyTorch. Default null:
    /// python3 on the PATH, that of an active virtual environment first, if it has PyTorch.
    /// </summary>
    public string? PyTorch { get; init; }

    /// <summary>Is told what happens next, in words. Default nobody.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Measures the steps. Default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Looks up environment variables: where data lie. Default none is set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Where this recipe's comparison is written.</summary>
    public string DirectoryFor(Recipe recipe) => OutputDirectory ?? Path.Combine("runs", $"{recipe.RunName}-compare");
}
