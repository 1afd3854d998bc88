using Nabla.Data;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;

namespace Nabla.Training;

/// <summary>The training loop: epochs of steps in an order drawn from the seed, validation after each, the best epoch kept.</summary>
/// <remarks>
/// Conventions U2 to U9 of the documents: the order is drawn anew each epoch, the last partial batch is dropped unless the options say otherwise,
/// and the first epoch with the highest validation accuracy is the model.
/// </remarks>
public sealed class Trainer
{
    private readonly Network _network;
    private readonly Loss _loss;
    private readonly Optimizer _optimizer;
    private readonly TrainerOptions _options;
    private readonly Processor _processor;
    private readonly TimeProvider _time;

    /// <summary>A trainer of an initialised network.</summary>
    /// <param name="network">What learns; it ends with the parameters of its best epoch.</param>
    /// <param name="loss">What it learns to lower.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="options">Epochs, batches, seed.</param>
    /// <param name="processor">Where the kernels run; never changes a result.</param>
    /// <param name="time">Measures how long it takes. Default the system's clock.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message lists every error.</exception>
    public Trainer(Network network, Loss loss, Optimizer optimizer, TrainerOptions options, Processor processor, TimeProvider? time = null)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join('\n', errors), nameof(options));
        (_network, _loss, _optimizer, _options, _processor, _time) = (network, loss, optimizer, options, processor, time ?? TimeProvider.System);
    }

    /// <summary>Trains until all epochs are done, the loss is no longer finite, or somebody cancels.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">What chooses the best epoch.</param>
    /// <param name="observer">Watches.</param>
    /// <param name="cancellation">Ends the run after the step it is in; the report says so.</param>
    /// <exception cref="ArgumentException">There are fewer examples than one step takes, or the network does not fit the data.</exception>
    public TrainingReport Fit(Subset train, Subset validation, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        int stepsPerEpoch = _options.DropLastBatch ? train.Count / _options.BatchSize : (train.Count + _options.BatchSize - 1) / _options.BatchSize;
        Check(train, stepsPerEpoch);
        int samplesPerEpoch = Math.Min(train.Count, stepsPerEpoch * _options.BatchSize);

        var run = new RandomKey(_options.Seed);
        var step = new TrainingStep(
            _network, _loss, _optimizer, Math.Min(_options.BatchSize, train.Count), run.Fold(RandomStreams.Layers), _processor);
        var evaluator = new Evaluator(_network, _loss, _processor);
        int[] order = new int[train.Count];
        var losses = new List<double>(checked(_options.Epochs * stepsPerEpoch));
        var epochs = new List<EpochRecord>(_options.Epochs);
        string initial = _network.Parameters.Fingerprint();
        float[] best = _network.Parameters.Values.ToArray();
        int bestEpoch = 0;
        long samples = 0;
        var trainingTime = TimeSpan.Zero;
        Divergence? divergence = null;

        observer?.OnStart(_options.Epochs, stepsPerEpoch, samplesPerEpoch);
        for (int epoch = 1; epoch <= _options.Epochs && divergence is null && !cancellation.IsCancellationRequested; epoch++)
        {
            for (int i = 0; i < order.Length; i++)
                order[i] = i;
            run.Fold(RandomStreams.Shuffling).Fold((ulong)epoch).Shuffle(order);

            double lossSum = 0;
            long correct = 0;
            int stepsDone = 0;
            var epochTime = TimeSpan.Zero;
            for (int first = 0; first < samplesPerEpoch && !cancellation.IsCancellationRequested; first += _options.BatchSize)
            {
                var positions = order.AsSpan(first, Math.Min(_options.BatchSize, samplesPerEpoch - first));
                long begin = _time.GetTimestamp();
                var (loss, right) = step.Run(train, positions, losses.Count + 1);
                epochTime += _time.GetElapsedTime(begin);

                losses.Add(loss);
                if (!double.IsFinite(loss))
                {
                    divergence = new(losses.Count, step.FirstNonFinite());
                    break;
                }

                lossSum += loss;
                correct += right;
                samples += positions.Length;
                stepsDone++;
                observer?.OnStep(new StepRecord(losses.Count, epoch, loss));
            }

            trainingTime += epochTime;
            if (stepsDone < stepsPerEpoch)
                break;

            var result = evaluator.Evaluate(validation);
            if (!double.IsFinite(result.Loss))
            {
                divergence = new(losses.Count, step.FirstNonFinite());
                break;
            }

            var record = new EpochRecord(
                epoch, losses.Count, lossSum / stepsPerEpoch, (double)correct / samplesPerEpoch, result.Loss, result.Accuracy, epochTime);
            if (bestEpoch == 0 || record.ValidationAccuracy > epochs[bestEpoch - 1].ValidationAccuracy)
            {
                bestEpoch = epoch;
                _network.Parameters.Values.CopyTo(best);
            }

            epochs.Add(record);
            observer?.OnEpoch(record);
        }

        string final = _network.Parameters.Fingerprint();
        best.CopyTo(_network.Parameters.Values);
        return new TrainingReport
        {
            StopReason = divergence is not null ? StopReason.Diverged : epochs.Count < _options.Epochs ? StopReason.Cancelled : StopReason.Completed,
            Epochs = epochs,
            StepLosses = losses,
            BestEpoch = bestEpoch,
            Divergence = divergence,
            SamplesSeen = samples,
            TrainingTime = trainingTime,
            InitialFingerprint = initial,
            FinalFingerprint = final,
            BestFingerprint = _network.Parameters.Fingerprint(),
        };
    }

    private void Check(Subset train, int stepsPerEpoch)
    {
        if (stepsPerEpoch == 0)
        {
            throw new ArgumentException(
                $"The training split has {train.Count} examples, fewer than one batch of {_options.BatchSize}: lower batchSize, or keep the last batch.", nameof(train));
        }

        if (_network.Inputs != train.Dataset.Features || _network.Outputs != train.Dataset.Classes)
        {
            throw new ArgumentException(
                $"The network takes {_network.Inputs} features to {_network.Outputs} classes; {train.Dataset.Name} has {train.Dataset.Features} and {train.Dataset.Classes}.",
                nameof(train));
        }
    }
}
