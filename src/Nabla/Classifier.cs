using Nabla.Networks;

namespace Nabla;

/// <summary>A trained network that predicts one of several classes.</summary>
/// <remarks><code>
/// var classifier = Classifier.Train(table, new() { Hidden = [32] });
/// string species = classifier.Predict([5.9f, 3.0f, 5.1f, 1.8f]).Class;
/// </code></remarks>
public sealed class Classifier : Predictor
{
    internal Classifier(Model model, TrainingReport? training = null)
        : base(model, training)
    {
    }

    /// <summary>Gets the names of the classes, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Classes => Model.Task.Names;

    /// <summary>Trains a classifier on a table.</summary>
    /// <param name="table">The training set, with a target column: texts, or integers.</param>
    /// <param name="options">The network and its training. Default: see <see cref="ClassifierOptions"/>.</param>
    /// <param name="validation">The validation set, which selects the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Receives the results of every epoch. Default: none.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <exception cref="InvalidDataException">The table cannot be used: for example, a target is missing or there is only one class.</exception>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static Classifier Train(
        Table table, ClassifierOptions? options = null, Table? validation = null, IProgress<EpochRecord>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        var task = LearningTask.FromTarget(table, isClassification: true);
        var training = TableTraining.Begin(table, validation, task, options);
        var (model, report) = training.Run(options.CreateLoss(training.TrainLabels, task), progress, cancellationToken);
        return new(model, report);
    }

    /// <summary>Reads a classifier from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged, not a model, or the model of a regressor.</exception>
    public static new Classifier Load(string path) => Predictor.Load(path) as Classifier
        ?? throw new InvalidDataException($"{path} holds a model that predicts values; load it with Regressor.Load.");

    /// <summary>Trains a copy of the network further on other rows; this classifier does not change.</summary>
    /// <remarks>
    /// The input schema and the classes remain those of the first training; only the optimizer starts from empty state. The options' network is not used.
    /// </remarks>
    /// <param name="table">The rows to train on, with the columns of the first training.</param>
    /// <param name="options">The training options. Default: see <see cref="ClassifierOptions"/>.</param>
    /// <param name="validation">The validation set, which selects the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Receives the results of every epoch. Default: none.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <returns>The new classifier.</returns>
    /// <exception cref="InvalidDataException">The table does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public Classifier TrainFurther(
        Table table, ClassifierOptions? options = null, Table? validation = null, IProgress<EpochRecord>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        var training = TableTraining.Continue(Model, table, validation, options);
        var (model, report) = training.Run(options.CreateLoss(training.TrainLabels, Model.Task), progress, cancellationToken);
        return new(model, report);
    }

    /// <summary>Predicts the most probable classes of one row.</summary>
    /// <param name="row">The raw values of the features, in the order of the model's features.</param>
    /// <param name="top">Receives the classes, the most probable first; its length is at most the number of classes.</param>
    /// <exception cref="ArgumentException">The number of values differs from that of the features, or the span is longer than the number of classes.</exception>
    public void PredictTop(ReadOnlySpan<float> row, Span<Prediction> top)
    {
        if (top.Length > OutputCount)
            throw new ArgumentException($"The destination has room for {top.Length} classes; the model has {OutputCount}.", nameof(top));
        float[] probabilities = new float[OutputCount];
        Predict(row, probabilities);
        Best(probabilities);
        int[] order = [.. Enumerable.Range(0, OutputCount).OrderByDescending(index => probabilities[index])];
        for (int i = 0; i < top.Length; i++)
            top[i] = new(Model.Task, order[i], probabilities[order[i]]);
    }

    private protected override Loss EvaluationLoss() => ClassifierOptions.LossOf(Model);
}
