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
    /// <param name="table">The training set, with a target column: texts, or whole numbers.</param>
    /// <param name="options">The network and its training. Default: as <see cref="ClassifierOptions"/> says.</param>
    /// <param name="validation">Chooses the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Is told of every epoch. Default: nobody is.</param>
    /// <param name="cancellationToken">Ends training after the step it is in.</param>
    /// <exception cref="InvalidDataException">The table cannot be used: a target is missing, say, or there is one class only.</exception>
    /// <exception cref="ArgumentException">The options cannot be used; the message lists every error.</exception>
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

    /// <summary>Trains further on other rows: the network begins with the weights it has, and this classifier stays as it is.</summary>
    /// <remarks>
    /// The input schema and the classes stay those of the first training; only the optimizer begins anew. The options' network is not used.
    /// </remarks>
    /// <param name="table">The rows to train on, with the columns of the first training.</param>
    /// <param name="options">How to train. Default: as <see cref="ClassifierOptions"/> says.</param>
    /// <param name="validation">Chooses the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Is told of every epoch. Default: nobody is.</param>
    /// <param name="cancellationToken">Ends training after the step it is in.</param>
    /// <returns>The classifier that results.</returns>
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
    /// <param name="row">The raw values of the features, in the order of the model's.</param>
    /// <param name="top">Receives the classes, the most probable first; at most as many as there are classes.</param>
    /// <exception cref="ArgumentException">There are not as many values as features, or more places than classes.</exception>
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
