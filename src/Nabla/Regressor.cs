using Nabla.Networks;

namespace Nabla;

/// <summary>A trained network that predicts a number.</summary>
/// <remarks><code>
/// var regressor = Regressor.Train(table);
/// float price = regressor.Predict([3f, 120f, 1987f]).Value;
/// </code></remarks>
public sealed class Regressor : Predictor
{
    internal Regressor(Model model, TrainingReport? training = null)
        : base(model, training)
    {
    }

    /// <summary>Trains a regressor on a table.</summary>
    /// <param name="table">The training set, with a numeric target column. It is scaled to mean 0 and deviation 1 for training; predictions are in its own units.</param>
    /// <param name="options">The network and its training. Default: see <see cref="RegressorOptions"/>.</param>
    /// <param name="validation">The validation set, which selects the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Receives the results of every epoch. Default: none.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <exception cref="InvalidDataException">The table cannot be used: for example, a target is missing or not a number.</exception>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static Regressor Train(
        Table table, RegressorOptions? options = null, Table? validation = null, IProgress<EpochRecord>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        var (model, report) = TableTraining.Begin(table, validation, LearningTask.FromTarget(table, isClassification: false), options).Run(options.Loss, progress, cancellationToken);
        return new(model, report);
    }

    /// <summary>Reads a regressor from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="InvalidDataException">The file is missing, damaged, not a model, or the model of a classifier.</exception>
    public static new Regressor Load(string path) => Predictor.Load(path) as Regressor
        ?? throw new InvalidDataException($"{path} holds a model that predicts classes; load it with Classifier.Load.");

    /// <summary>Trains a copy of the network further on other rows; this regressor does not change.</summary>
    /// <remarks>The input schema and the scale of the target remain those of the first training; only the optimizer starts from empty state. The options' network is not used.</remarks>
    /// <param name="table">The rows to train on, with the columns of the first training.</param>
    /// <param name="options">The training options. Default: see <see cref="RegressorOptions"/>.</param>
    /// <param name="validation">The validation set, which selects the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Receives the results of every epoch. Default: none.</param>
    /// <param name="cancellationToken">Ends training after the current step.</param>
    /// <returns>The new regressor.</returns>
    /// <exception cref="InvalidDataException">The table does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public Regressor TrainFurther(
        Table table, RegressorOptions? options = null, Table? validation = null, IProgress<EpochRecord>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        var (model, report) = TableTraining.Continue(Model, table, validation, options).Run(options.Loss, progress, cancellationToken);
        return new(model, report);
    }

    private protected override Loss EvaluationLoss() => new MeanSquaredError();
}
