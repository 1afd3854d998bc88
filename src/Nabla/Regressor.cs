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
    /// <param name="table">The training set, with a numeric target column. The network learns it with mean 0 and deviation 1; predictions are in its own units.</param>
    /// <param name="options">The network and its training. Default: as <see cref="RegressorOptions"/> says.</param>
    /// <param name="validation">Chooses the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Is told of every epoch. Default: nobody is.</param>
    /// <param name="cancellationToken">Ends training after the step it is in.</param>
    /// <exception cref="InvalidDataException">The table cannot be used: a target is missing or not a number, say.</exception>
    /// <exception cref="ArgumentException">The options cannot be used; the message lists every error.</exception>
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

    /// <summary>Trains further on other rows: the network begins with the weights it has, and this regressor stays as it is.</summary>
    /// <remarks>The input schema and the scale of the target stay those of the first training; only the optimizer begins anew. The options' network is not used.</remarks>
    /// <param name="table">The rows to train on, with the columns of the first training.</param>
    /// <param name="options">How to train. Default: as <see cref="RegressorOptions"/> says.</param>
    /// <param name="validation">Chooses the best epoch and stops training early. Default: a part of the table is split off.</param>
    /// <param name="progress">Is told of every epoch. Default: nobody is.</param>
    /// <param name="cancellationToken">Ends training after the step it is in.</param>
    /// <returns>The regressor that results.</returns>
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
