namespace Nabla.Networks;

/// <summary>What has happened so far in a run, and the parameters of its best epoch. Room for every step is taken at the start.</summary>
internal sealed class TrainingHistory(ParameterStore parameters, TrainerOptions options, BestBy? bestBy, int stepsPerEpoch)
{
    private readonly List<double> _losses = new(checked(options.Epochs * stepsPerEpoch));
    private readonly List<EpochRecord> _epochs = new(options.Epochs);
    private readonly string _initialFingerprint = parameters.Fingerprint();
    private readonly float[] _best = parameters.State.ToArray();
    private readonly EarlyStopping? _earlyStopping = EarlyStopping.Of(options);
    private int _bestEpoch;

    public long Steps => _losses.Count;

    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>The steps that the run is planned to have.</summary>
    public long PlannedSteps { get; } = (long)stepsPerEpoch * options.Epochs;

    /// <summary>Whether there is an epoch to come.</summary>
    public bool GoesOn => _epochs.Count < options.Epochs && !IsEarly;

    private bool IsEarly => _earlyStopping?.IsDue(_epochs, bestBy ?? BestBy.Loss) == true;

    public long Samples { get; private set; }

    public TimeSpan TrainingTime { get; private set; }

    /// <summary>The tensor that was not finite in the last step; null if all was well.</summary>
    public string? DivergedTensor { get; private set; }

    /// <summary>History and parameters become what they were when the checkpoint was taken. The method's memory is the step's to restore.</summary>
    /// <param name="checkpoint">Fits the run.</param>
    /// <param name="samplesPerEpoch">Examples in each of its epochs.</param>
    public void Restore(Checkpoint checkpoint, int samplesPerEpoch)
    {
        foreach (double loss in checkpoint.StepLosses)
            _losses.Add(loss);
        foreach (var epoch in checkpoint.Epochs)
        {
            AddEpoch(epoch);
            TrainingTime += epoch.TrainingTime;
            Samples += samplesPerEpoch;
        }

        checkpoint.BestValues.Span.CopyTo(_best);
        checkpoint.Values.Span.CopyTo(parameters.State);
    }

    /// <summary>A copy of everything, between two epochs.</summary>
    public Checkpoint ToCheckpoint(TrainingState state) => new()
    {
        Values = parameters.State.ToArray(),
        BestValues = _best.ToArray(),
        State = state,
        Epochs = [.. _epochs],
        StepLosses = [.. _losses],
        InitialFingerprint = _initialFingerprint,
    };

    public void AddStep(double loss, int samples, TimeSpan time)
    {
        _losses.Add(loss);
        TrainingTime += time;
        Samples += samples;
    }

    /// <summary>Adds an epoch, and keeps its parameters if its validation figure is better than that of all before it, or if nothing chooses between epochs.</summary>
    public void AddEpoch(EpochRecord epoch)
    {
        if (_bestEpoch == 0 || !options.KeepBest || bestBy is not { } by || epoch.IsBetterThan(_epochs[_bestEpoch - 1], by))
        {
            _bestEpoch = epoch.Epoch;
            parameters.State.CopyTo(_best);
        }

        _epochs.Add(epoch);
    }

    public void Diverge(string tensor) => DivergedTensor = tensor;

    /// <summary>Ends the run: the parameters become those of the best epoch, or what they were before the first step if none ended.</summary>
    /// <param name="converged">Whether the method is done.</param>
    public TrainingReport Close(bool converged)
    {
        string finalFingerprint = parameters.Fingerprint();
        _best.CopyTo(parameters.State);
        return new TrainingReport
        {
            StopReason = Reason(converged),
            Epochs = _epochs,
            StepLosses = _losses,
            BestEpoch = _bestEpoch,
            DivergedStep = DivergedTensor is null ? null : Steps,
            DivergedTensor = DivergedTensor,
            SamplesSeen = Samples,
            TrainingTime = TrainingTime,
            InitialFingerprint = _initialFingerprint,
            FinalFingerprint = finalFingerprint,
            BestFingerprint = parameters.Fingerprint(),
        };
    }

    private StopReason Reason(bool converged)
    {
        if (DivergedTensor is not null)
            return StopReason.Diverged;
        if (converged && _epochs.Count > 0)
            return StopReason.Converged;
        if (_epochs.Count == options.Epochs)
            return StopReason.Completed;
        return IsEarly ? StopReason.EarlyStopped : StopReason.Cancelled;
    }
}
