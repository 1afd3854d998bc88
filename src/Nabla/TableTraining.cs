namespace Nabla.Networks;

/// <summary>Trains a model on a table: splits, measures the schema, encodes, trains, and keeps everything needed for prediction.</summary>
internal sealed class TableTraining
{
    private readonly Network _network;
    private readonly TableEncoder _encoder;
    private readonly Subset _train;
    private readonly Subset? _validation;
    private readonly PredictorOptions _options;

    private TableTraining(Network network, TableEncoder encoder, Table train, Table? validation, PredictorOptions options)
    {
        (_network, _encoder, _options) = (network, encoder, options);
        _train = encoder.Encode(train);
        _validation = validation is null ? null : encoder.Encode(validation);
    }

    /// <summary>Gets the labels of the training rows; empty for a regression.</summary>
    public ReadOnlySpan<int> TrainLabels => _train.Dataset.Labels;

    /// <summary>Prepares a new network.</summary>
    /// <exception cref="InvalidDataException">The table cannot be used.</exception>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public static TableTraining Begin(Table table, Table? validation, LearningTask task, PredictorOptions options)
    {
        RequireValid(options);
        (table, validation) = Split(table, validation, options);
        var encoder = TableEncoder.Measure(table, task);
        var network = Network.Create(
            encoder.Input.Inputs, options.Hidden, task.Names.Count, options.Activation, options.Initializer, options.Normalization, options.Dropout, seed: options.Seed);
        return new(network, encoder, table, validation, options);
    }

    /// <summary>Prepares a copy of a model's network.</summary>
    /// <inheritdoc cref="Begin"/>
    public static TableTraining Continue(Model model, Table table, Table? validation, PredictorOptions options)
    {
        RequireValid(options);
        (table, validation) = Split(table, validation, options);
        return new(model.Network.Copy(), model.Encoder, table, validation, options);
    }

    /// <summary>Trains the network.</summary>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss became infinite in the first epoch.</exception>
    public (Model Model, TrainingReport Report) Run(Loss loss, IProgress<EpochRecord>? progress, CancellationToken cancellationToken)
    {
        using var processor = new Processor(_options.Threads ?? Environment.ProcessorCount);
        return Run(loss, processor, progress, cancellationToken);
    }

    /// <summary>Trains on the caller's processor.</summary>
    /// <inheritdoc cref="Run(Loss, IProgress{EpochRecord}?, CancellationToken)"/>
    public (Model Model, TrainingReport Report) Run(Loss loss, Processor processor, IProgress<EpochRecord>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireWeight(loss);
        var trainer = new Trainer(_network, loss, _options.Method, TrainerOptions(), processor);
        var report = trainer.Fit(_train, _validation, progress is null ? null : new ProgressObserver(progress), cancellation: cancellationToken);
        if (report.StopReason == StopReason.Cancelled)
            throw new OperationCanceledException("Training was cancelled.", cancellationToken);
        if (report.BestEpoch == 0)
            throw new InvalidOperationException("Training diverged in its first epoch: the loss is no longer a finite number. Lower the learning rate, or set MaxGradientNorm.");
        return (new(_network, _encoder.Input, _encoder.Task, targetScaling: _encoder.TargetScaling), report);
    }

    private TrainerOptions TrainerOptions() => new()
    {
        Epochs = _options.Epochs,
        BatchSize = Math.Min(_train.Count, _options.BatchSize ?? Math.Clamp(_train.Count / 50, 16, 256)),
        DropLastBatch = false,
        Seed = _options.Seed,
        BestBy = _options.BestBy ?? BestBy.Loss,
        KeepBest = _options.KeepBest,
        Patience = _validation is null && !_options.StopByTrainingLoss ? null : _options.Patience,
        MinImprovement = _options.MinImprovement,
        StopByTrainingLoss = _options.StopByTrainingLoss,
        Schedule = _options.Schedule,
        MaxGradientNorm = _options.MaxGradientNorm,
        L1 = [_options.L1],
        L2 = [_options.L2],
    };

    private static (Table Train, Table? Validation) Split(Table table, Table? validation, PredictorOptions options)
    {
        if (validation is not null || options.ValidationFraction == 0 || table.RowCount < 2)
            return (table, validation);
        return table.Split(options.ValidationFraction, options.Seed);
    }

    /// <summary>Throws if all rows have weight 0, which would leave the network unchanged.</summary>
    private void RequireWeight(Loss loss)
    {
        var train = _train.Dataset;
        for (int row = 0; row < train.Count; row++)
        {
            if ((train.Weights.IsEmpty || train.Weights[row] > 0) && (loss.ClassWeights.IsEmpty || loss.ClassWeights[train.Labels[row]] > 0))
                return;
        }

        throw new InvalidDataException($"{train.Name}: every row to train on has weight 0, by its own weight or its class's; give some rows a weight above 0.");
    }

    private static void RequireValid(PredictorOptions options)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join('\n', errors), nameof(options));
    }

    private sealed class ProgressObserver(IProgress<EpochRecord> progress) : ITrainingObserver
    {
        public void OnEpoch(EpochRecord epoch) => progress.Report(epoch);
    }
}
