namespace Nabla.Studies;

/// <summary>Options of a study besides its file. None of them changes a result.</summary>
public sealed record StudyOptions
{
    /// <summary>Gets the number of threads, 1 to 256. Default 1; the command line uses all cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the output directory. Default null: runs/NAME in the current directory.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Gets whether to replace an existing study, run by run. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>Gets whether to resume an existing study, or start one if there is none. Completed runs are not repeated. Default false; excludes <see cref="Force"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>Gets the clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the lookup of environment variables, which may specify data directories. Default: none are set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Gets the observer. Default none.</summary>
    public IStudyObserver? Observer { get; init; }

    /// <summary>Returns the output directory for a study.</summary>
    public string DirectoryFor(Study study) => OutputDirectory ?? Path.Combine("runs", study.Name);
}
