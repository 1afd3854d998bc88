using Nabla.Networks;

namespace Nabla;

/// <summary>Trains a network: epochs of steps in random order, with validation after each epoch, keeping the best one.</summary>
/// <remarks>
/// The examples are shuffled each epoch, and the last partial batch is dropped unless the options say otherwise. The model is the first epoch with the best
/// validation metric: the highest accuracy of a classification or the lowest loss of a regression, unless the options specify another.
/// </remarks>
public sealed class Trainer
{
    private readonly Network _network;
    private readonly Loss _loss;
    private readonly TrainingMethod _method;
    private readonly TrainerOptions _options;
    private readonly Processor _processor;
    private readonly TimeProvider _time;

    /// <summary>Initializes a trainer of an initialised network.</summary>
    /// <param name="network">The network to train; ends with the parameters of its best epoch.</param>
    /// <param name="loss">The loss to minimise.</param>
    /// <param name="method">The training method: an optimizer, or another method.</param>
    /// <param name="options">The options, such as epochs, batch size and seed.</param>
    /// <param name="processor">The processor that runs the kernels; never changes a result.</param>
    /// <param name="time">The clock that measures training time. Default the system's.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    public Trainer(Network network, Loss loss, TrainingMethod method, TrainerOptions options, Processor processor, TimeProvider? time = null)
    {
        string[] errors = [.. options.Validate(), .. method.Unsupported(network, options)];
        if (errors.Length > 0)
            throw new ArgumentException(string.Join('\n', errors), nameof(options));
        if (!options.AllowOutputMismatch)
            Compatibility.Require(network, loss);
        (_network, _loss, _method, _options, _processor, _time) = (network, loss, method, options, processor, time ?? TimeProvider.System);
    }

    /// <summary>Trains until all epochs are completed, the method has converged, early stopping applies, the loss is not finite, or cancellation is requested.</summary>
    /// <param name="train">The training split.</param>
    /// <param name="validation">The validation split, which selects the best epoch; null for none. The model is then the last epoch, and only the training loss can stop the run early.</param>
    /// <param name="observer">Observes the run, and may request a checkpoint after every epoch.</param>
    /// <param name="from">
    /// The checkpoint to resume from; the network must be as it was when the run began. The report is bit-identical to that of an uninterrupted run,
    /// except for the training times.
    /// </param>
    /// <param name="cancellation">Ends the run after the current step; the report records it.</param>
    /// <exception cref="ArgumentException">
    /// The training split has fewer examples than one step needs, the network, the loss or the options do not fit the data, the validation split is empty or has
    /// a different task, or the checkpoint belongs to another run.
    /// </exception>
    public TrainingReport Fit(
        Subset train,
        Subset? validation,
        ITrainingObserver? observer = null,
        Checkpoint? from = null,
        CancellationToken cancellation = default)
    {
        int stepsPerEpoch = StepsPerEpoch(train);
        Check(train, stepsPerEpoch);
        if (validation is not null)
            Compatibility.RequireValidation(train, validation);
        var bestBy = BestByFor(train.Dataset.Task, validation);
        _network.RequireInitialized();
        if (from is not null && WhyNotFrom(from, train) is { } reason)
            throw new ArgumentException($"The run cannot resume from this checkpoint: {reason}.", nameof(from));
        int samplesPerEpoch = Math.Min(train.Count, stepsPerEpoch * BatchSize(train));

        var key = new RandomKey(_options.Seed);
        var step = _method.CreateStep(
            _network, _loss, BatchSize(train), key.Fold(RandomStreams.Layers), _options, _processor);
        var evaluator = new Evaluator(_network, _loss, _processor);
        var inspector = _options.Inspect ? new LayerInspector(_network) : null;
        var history = new TrainingHistory(_network.Parameters, _options, bestBy, stepsPerEpoch);
        int[] order = new int[train.Count];

        observer?.OnStart(_options.Epochs, stepsPerEpoch, samplesPerEpoch);
        if (from is not null)
        {
            history.Restore(from, samplesPerEpoch);
            step.RestoreState(from.State);
            observer?.OnResume(from);
        }

        while (history.GoesOn && !step.IsConverged)
        {
            int epoch = history.Epochs.Count + 1;
            if (_method.TakesWholeSplit)
                InOrder(order);
            else
                DrawOrder(order, _options.Seed, epoch);
            if (RunEpoch(step, train, order.AsSpan(0, samplesPerEpoch), history, observer, cancellation) is not { } training)
                break;

            var result = validation is null ? null : evaluator.Evaluate(validation, PassMode.Inference, inspector);
            if (result is not null && !double.IsFinite(result.Loss))
            {
                history.Diverge(step.FirstNonFinite());
                break;
            }

            var record = new EpochRecord(epoch, history.Steps, training.Loss, training.Accuracy, result?.Loss, result?.Accuracy, training.Time)
            {
                Penalty = training.Penalty,
                LearningRate = training.LearningRate,
                ValidationRmse = result?.Regression?.Rmse,
                ValidationMae = result?.Regression?.Mae,
                ValidationR2 = result?.Regression?.R2,
                Layers = inspector?.Finish() ?? [],
            };
            history.AddEpoch(record);
            observer?.OnEpoch(record);
            if (observer?.WantsCheckpoint(record) == true)
                observer.OnCheckpoint(history.ToCheckpoint(step.SaveState()));
        }

        return history.Close(step.IsConverged);
    }

    /// <summary>Returns why a run on these examples cannot resume from a checkpoint, as the end of a sentence; null if it can.</summary>
    /// <remarks>The network must be as it was when the run began; its fingerprint shows whether the checkpoint belongs to the same run.</remarks>
    public string? WhyNotFrom(Checkpoint checkpoint, Subset train)
    {
        int epochs = checkpoint.Epochs.Count;
        string initial = _network.Parameters.Fingerprint();
        if (checkpoint.InitialFingerprint != initial)
            return $"its run started with the parameters {checkpoint.InitialFingerprint}, this one starts with {initial}";
        int expected = _network.Parameters.State.Length;
        foreach (int found in new[] { checkpoint.Values.Length, checkpoint.BestValues.Length })
        {
            if (found != expected)
                return $"it has {found} parameters and statistics, but this network has {expected}";
        }

        if (_method.WhyNotFrom(checkpoint.State, _network) is { } reason)
            return reason;
        if (epochs < 1 || epochs > _options.Epochs)
            return $"it has completed {epochs} epochs, but this run has {_options.Epochs}";
        if (checkpoint.StepLosses.Count != (long)epochs * StepsPerEpoch(train))
            return $"it has {checkpoint.StepLosses.Count} steps, but {epochs} epochs of this run have {(long)epochs * StepsPerEpoch(train)}";
        return null;
    }

    /// <summary>Returns the number of examples in a step. A method that uses the whole split ignores the options' batch size.</summary>
    private int BatchSize(Subset train) => _method.TakesWholeSplit ? train.Count : Math.Min(_options.BatchSize, train.Count);

    private int StepsPerEpoch(Subset train)
    {
        if (_method.TakesWholeSplit)
            return Math.Min(1, train.Count);
        return _options.DropLastBatch ? train.Count / _options.BatchSize : (train.Count + _options.BatchSize - 1) / _options.BatchSize;
    }

    /// <summary>Returns the metric that selects the best epoch; throws if the task or the validation split does not have it.</summary>
    private BestBy? BestByFor(LearningTask task, Subset? validation)
    {
        bool isClassification = task.IsClassification;
        if (validation is null)
        {
            if (_options is { Patience: { } patience, StopByTrainingLoss: false })
                throw new ArgumentException(FormattableString.Invariant($"Patience is {patience}, and early stopping monitors the validation set, but there is none: set StopByTrainingLoss, or provide a validation set."), nameof(validation));
            if (_options.Inspect)
                throw new ArgumentException("Inspect measures the layers on the validation set, but there is none: provide one.", nameof(validation));
            if (_options.Schedule.NeedsValidation)
                throw new ArgumentException("Schedule monitors the validation set, but there is none: choose another schedule, or provide a validation set.", nameof(validation));
            return null;
        }

        if (_options.Schedule.NeedsAccuracy && !isClassification)
            throw new ArgumentException($"Schedule monitors the validation accuracy, which a {task} does not have; let it monitor the validation loss.", nameof(validation));
        if (_options.BestBy is not { } by)
            return isClassification ? BestBy.Accuracy : BestBy.Loss;
        if (by != BestBy.Loss && isClassification != by is BestBy.Accuracy or BestBy.AccuracyThenLoss)
            throw new ArgumentException($"BestBy is {by}, which a {task} does not have; use {(isClassification ? "Accuracy, AccuracyThenLoss or Loss" : "Loss, Rmse or R2")}.", nameof(validation));
        if (by == BestBy.R2 && validation.Count < 2)
            throw new ArgumentException($"BestBy is R2, which needs at least 2 validation examples; there is {validation.Count}.", nameof(validation));
        return by;
    }

    /// <summary>Returns the order in which <see cref="Fit"/> visits the training examples in an epoch.</summary>
    /// <param name="count">The number of training examples.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <returns>Each position in the training split once. It depends only on the arguments, not on previous epochs.</returns>
    public static int[] DrawOrder(int count, ulong seed, int epoch)
    {
        int[] order = new int[count];
        DrawOrder(order, seed, epoch);
        return order;
    }

    private static void DrawOrder(int[] order, ulong seed, int epoch)
    {
        InOrder(order);
        new RandomKey(seed).Fold(RandomStreams.Shuffling).Fold((ulong)epoch).Shuffle(order);
    }

    private static void InOrder(int[] order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
    }

    /// <summary>Runs all steps of an epoch. Returns null if it was cancelled or diverged.</summary>
    private (double Loss, double Penalty, double? Accuracy, double LearningRate, TimeSpan Time)? RunEpoch(
        TrainingStep step, Subset train, ReadOnlySpan<int> order, TrainingHistory history, ITrainingObserver? observer, CancellationToken cancellation)
    {
        double lossSum = 0, penaltySum = 0;
        double learningRate = 0;
        long? correct = 0;
        int steps = 0, batchSize = BatchSize(train);
        var before = history.TrainingTime;
        for (int first = 0; first < order.Length; first += batchSize)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            var positions = order.Slice(first, Math.Min(batchSize, order.Length - first));
            long begin = _time.GetTimestamp();
            learningRate = _options.Schedule.Rate((float)_method.LearningRate, history.Steps + 1, history.PlannedSteps, history.Epochs);
            var found = step.Run(train, positions, history.Steps + 1, (float)learningRate);
            history.AddStep(found.Loss, positions.Length, _time.GetElapsedTime(begin));
            if (!(double.IsFinite(found.Loss) && double.IsFinite(found.Penalty)))
            {
                history.Diverge(step.FirstNonFinite());
                return null;
            }

            lossSum += found.Loss;
            penaltySum += found.Penalty;
            correct += found.Correct;
            steps++;
            observer?.OnStep(history.Steps, found.Loss, found.Penalty, found.Correct, positions.Length);
        }

        return (lossSum / steps, penaltySum / steps, correct is { } right ? (double)right / order.Length : null, learningRate, history.TrainingTime - before);
    }

    private void Check(Subset train, int stepsPerEpoch)
    {
        if (stepsPerEpoch == 0)
        {
            throw new ArgumentException(
                $"The training set has {train.Count} examples, fewer than one batch of {_options.BatchSize}: lower BatchSize, or set DropLastBatch to false.", nameof(train));
        }

        Compatibility.Require(_network, _loss, train.Dataset);
    }
}
