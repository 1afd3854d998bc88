namespace Nabla.Studies;

/// <summary>What a study needs besides its file. None of it changes a result.</summary>
public sealed record StudyOptions
{
    /// <summary>Threads that share the work: 1 to 256. Default 1; the command line gives all cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where the study is written. Default null: runs/NAME in the current directory.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether a study that is already there is replaced, run by run. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>Whether a study that is already there is continued, or begun if there is none yet. Runs that have finished are not repeated. Default false; excludes <see cref="Force"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>Measures how long things take. Default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Looks up environment variables: where data lie. Default none is set.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Watches. Default nobody.</summary>
    public IStudyObserver? Observer { get; init; }

    /// <summary>Where this study is written.</summary>
    public string DirectoryFor(Study study) => OutputDirectory ?? Path.Combine("runs", study.Name);
}
