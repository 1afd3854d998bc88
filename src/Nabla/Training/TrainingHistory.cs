namespace Nabla.Networks;

/// <summary>The history of a run so far, and the parameters of its best epoch. Memory for every step is allocated at the start.</summary>
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

    /// <summary>Gets the planned number of steps of the run.</summary>
    public long PlannedSteps { get; } = (long)stepsPerEpoch * options.Epochs;

    /// <summary>Gets whether another epoch follows.</summary>
    public bool GoesOn => _epochs.Count < options.Epochs && !IsEarly;

    private bool IsEarly => _earlyStopping?.IsDue(_epochs, bestBy ?? BestBy.Loss) == true;

    public long Samples { get; private set; }

    public TimeSpan TrainingTime { get; private set; }

    /// <summary>Gets the tensor that was not finite in the last step; null if the run did not diverge.</summary>
    public string? DivergedTensor { get; private set; }

    /// <summary>Restores the history and the parameters from a checkpoint. The step restores the method's state.</summary>
    /// <param name="checkpoint">A checkpoint that fits the run.</param>
    /// <param name="samplesPerEpoch">The number of examples in each epoch of the run.</param>
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

    /// <summary>Returns a copy of the complete state between two epochs.</summary>
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

    /// <summary>Adds an epoch, and keeps its parameters if its validation metric is better than all previous ones, or if there is no metric.</summary>
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

    /// <summary>Ends the run: restores the parameters of the best epoch, or the initial parameters if no epoch was completed.</summary>
    /// <param name="converged">Whether the method has converged.</param>
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
