using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The completed runs of a study, and its files, which are rewritten after each.</summary>
internal sealed class StudyRecord(
    Study study, IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, ParameterMatch> matches, RunDirectory directory, StudyOptions options, long started)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlannedRun, RunResult> _results = [];
    private readonly Dictionary<PlannedRun, double> _deadShares = [];
    private readonly double _secondsBefore = options.Resume ? SecondsIn(directory.Path) : 0;

    /// <summary>Gets whether any run has left files.</summary>
    public bool HasAny => _results.Count > 0;

    /// <summary>Takes over an earlier run. Returns false if there is no completed one with this recipe.</summary>
    public bool Take(PlannedRun run)
    {
        string path = Path.Combine(directory.Path, run.Directory);
        if (!options.Resume || !File.Exists(Path.Combine(path, RunDirectory.ResultFileName)))
            return false;
        try
        {
            var result = RunResultReader.Read(path).Result;
            if (result.StopReason == StopReason.Cancelled || result.Recipe != run.Recipe.DecidedAs(result.Recipe))
                return false;
            Keep(run, result);
            return true;
        }
        catch (RunFormatException)
        {
            // The run itself reports its error.
            return false;
        }
    }

    /// <summary>Notifies the observer of the runs that were taken over.</summary>
    public void TellWhatWasThere()
    {
        foreach (var (run, result) in _results)
            options.Observer?.OnRunEnd(run, result, wasThere: true);
    }

    /// <summary>Adds a completed run.</summary>
    public void Add(PlannedRun run, RunResult result, bool wasThere)
    {
        lock (_gate)
        {
            Keep(run, result);
            Write(StudyState.Running);
        }

        options.Observer?.OnRunEnd(run, result, wasThere);
    }

    /// <summary>Finishes the study when no further run will end.</summary>
    public StudyResult Finish(bool isCancelled)
    {
        bool isWhole = runs.All(run => _results.TryGetValue(run, out var result) && result.StopReason != StopReason.Cancelled);
        lock (_gate)
            return Write(isWhole ? StudyState.Completed : isCancelled ? StudyState.Cancelled : StudyState.Running);
    }

    private void Keep(PlannedRun run, RunResult result)
    {
        _results[run] = result;
        if (LastDeadShare(Path.Combine(directory.Path, run.Directory, RunDirectory.LayersFileName)) is { } share)
            _deadShares[run] = share;
    }

    private StudyResult Write(StudyState state)
    {
        var result = Summary(state);
        directory.WriteTogether([(StudyDirectory.EpochsFileName, StudyTables.Epochs(result.Entries)), (StudyResult.FileName, result.ToJson())]);
        directory.Keep();
        return result;
    }

    private StudyResult Summary(StudyState state)
    {
        var result = new StudyResult
        {
            Format = StudyResult.CurrentFormat,
            Name = study.Name,
            Question = study.Question,
            Note = study.Note,
            State = state,
            Seeds = study.Seeds,
            ErrorBars = study.ErrorBars,
            Ddof = study.Ddof,
            Entries = [.. study.Entries.Select(entry => StudyTables.Summary(
                entry, matches.GetValueOrDefault(entry.Name), study.Ddof,
                [.. runs.Where(run => run.Entry == entry.Name).Select(run => (run, _results.GetValueOrDefault(run), _deadShares.TryGetValue(run, out double share) ? share : (double?)null))]))],
            Comparisons = [],
            Seconds = _secondsBefore + options.Time.GetElapsedTime(started).TotalSeconds,
            Machine = _results.Values.LastOrDefault()?.Machine is { } machine ? machine with { Threads = options.Threads } : null,
        };
        return result with
        {
            Comparisons =
            [
                .. from pair in study.Compare
                   from figure in study.Figures
                   select result.Compare(pair.First, pair.Second, figure),
            ],
        };
    }

    /// <summary>Returns the mean fraction of dead units over the activations that record it, after the last epoch; null if there is none.</summary>
    private static double? LastDeadShare(string path)
    {
        try
        {
            var lines = LayerTable.Read(path);
            double[] shares = [.. lines.Where(line => line.Epoch == lines[^1].Epoch && double.IsFinite(line.DeadShare)).Select(line => line.DeadShare)];
            return shares.Length == 0 ? null : shares.Average();
        }
        catch (RunFormatException)
        {
            // The figure is omitted; the report of the study states the error in the file.
            return null;
        }
    }

    private static double SecondsIn(string path)
    {
        try
        {
            return File.Exists(Path.Combine(path, StudyResult.FileName)) ? StudyResultReader.ReadFile(path).Seconds : 0;
        }
        catch (StudyFormatException)
        {
            // The earlier time is lost with the file; the runs are not.
            return 0;
        }
    }
}
