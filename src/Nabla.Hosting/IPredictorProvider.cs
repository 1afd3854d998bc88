namespace Nabla;

/// <summary>Finds hosted predictors by their names. Safe to share between threads.</summary>
public interface IPredictorProvider
{
    /// <summary>Gets the names of the predictors.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Returns the current predictor. After a reload, another call returns another one; a predictor that was returned before stays usable.</summary>
    /// <param name="name">The name of the predictor.</param>
    /// <exception cref="KeyNotFoundException">No predictor of that name was added.</exception>
    /// <exception cref="InvalidDataException">The model was not loaded yet, and its file is missing, damaged or not a model.</exception>
    Predictor Get(string name);

    /// <summary>Loads the model from its file again, without waiting for the file to be noticed.</summary>
    /// <param name="name">The name of the predictor.</param>
    /// <param name="cancellationToken">Ends the wait for the file.</param>
    /// <returns>Whether the file holds another model than the one that was in use; the other is in use now.</returns>
    /// <exception cref="KeyNotFoundException">No predictor of that name was added.</exception>
    /// <exception cref="InvalidDataException">The file is missing, damaged or not a model, or the model has other features or classes. The model in use stays.</exception>
    Task<bool> ReloadAsync(string name, CancellationToken cancellationToken = default);
}
