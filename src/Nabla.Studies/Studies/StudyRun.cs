using System.Runtime.ExceptionServices;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Runs a study: every entry with every seed, concurrently as far as the threads allow, each as an ordinary run in its own directory.</summary>
public static class StudyRun
{
    /// <summary>Runs a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">The options, such as the output directory and the number of threads.</param>
    /// <param name="cancellation">Ends the current runs after their current step, and starts no others; the results so far are written.</param>
    /// <returns>The contents of <c>study.json</c>; its state shows whether all runs were completed.</returns>
    /// <exception cref="RecipeException">A recipe is invalid, or is not that of the run to resume.</exception>
    /// <exception cref="OutputDirectoryException">The output directory contains a study, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">A checkpoint to resume from is damaged or belongs to another run, or the data are missing or invalid.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled before any run had begun; no files are left behind.</exception>
    public static StudyResult Execute(Study study, StudyOptions options, CancellationToken cancellation = default)
    {
        if (options is { Resume: true, Force: true })
            throw new ArgumentException("A study is either continued or replaced: set Resume or Force, not both.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);

        long started = options.Time.GetTimestamp();
        using var directory = StudyDirectory.Claim(options.DirectoryFor(study), options.Force, options.Resume);
        directory.WriteText(StudyDirectory.DefinitionFileName, study.ToJson());
        var data = new StudyData(options.Environment, options.Threads);
        var matches = Matches(study, data);
        var runs = Plan(study, matches);
        var results = new StudyRecord(study, runs, matches, directory, options, started);
        var pending = runs.Where(run => options.Force || !results.Take(run)).ToList();
        options.Observer?.OnStart(new(study, runs, matches, pending.Count, options.Threads));
        results.TellWhatWasThere();
        Exception? failure = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        foreach (var round in StudySchedule.Rounds(pending.Count, options.Threads))
        {
            var queue = new Queue<PlannedRun>(pending.GetRange(round.First, round.Count));
            var workers = Enumerable.Range(0, round.Workers).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());

            void Work()
            {
                while (Next() is { } run)
                {
                    try
                    {
                        results.Add(run, Execute(run, round.Threads), wasThere: false);
                    }
                    catch (OperationCanceledException)
                    {
                        // Cancelled before its training began, without leaving files.
                    }
                    catch (Exception error)
                    {
                        Interlocked.CompareExchange(ref failure, error, null);
                        stop.Cancel();
                    }
                }
            }

            PlannedRun? Next()
            {
                lock (queue)
                    return stop.IsCancellationRequested || !queue.TryDequeue(out var run) ? null : run;
            }
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        if (!results.HasAny)
            cancellation.ThrowIfCancellationRequested();
        return results.Finish(cancellation.IsCancellationRequested);

        RunResult Execute(PlannedRun run, int threads) => Run.Execute(
            run.Recipe,
            new RunOptions
            {
                Threads = threads,
                OutputDirectory = Path.Combine(directory.Path, run.Directory),
                Force = options.Force,
                Resume = options.Resume,
                Time = options.Time,
                Environment = options.Environment,
                Data = data.Of,
                Observers = options.Observer?.OnRun(run, threads) is { } observer ? [observer] : [],
            },
            stop.Token);
    }

    private static Dictionary<string, ParameterMatch> Matches(Study study, StudyData data)
    {
        var matches = new Dictionary<string, ParameterMatch>(StringComparer.Ordinal);
        foreach (var entry in study.Entries)
        {
            if (entry is not { Hidden: { } hidden, Match: { } match })
                continue;
            var target = study.Entries.First(other => other.Name == match).Recipe;
            var theirs = data.Of(target).Widths(target);
            var ours = data.Of(entry.Recipe).Widths(entry.Recipe);
            matches[entry.Name] = ParameterMatching.Find(
                ours.Inputs, hidden, ours.Outputs, ParameterMatching.Count(theirs.Inputs, target.Hidden, theirs.Outputs, IsNormalized(target)), IsNormalized(entry.Recipe));
        }

        return matches;
    }

    private static bool IsNormalized(Recipe recipe) => recipe.BatchNorm || recipe.Whitening;

    private static List<PlannedRun> Plan(Study study, Dictionary<string, ParameterMatch> matches) =>
    [
        .. from seed in study.Seeds
           from entry in study.Entries
           let recipe = matches.TryGetValue(entry.Name, out var match) ? entry.Recipe with { Hidden = entry.Hidden!.With(match.Number) } : entry.Recipe
           select new PlannedRun(entry.Name, seed, recipe with { Seed = seed, Name = $"{study.Name}-{entry.Name}-seed{seed}" }, $"{entry.Name}-seed{seed}"),
    ];
}
