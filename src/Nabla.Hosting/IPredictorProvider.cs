namespace Nabla;

/// <summary>Finds hosted predictors by their names. Safe to share between threads.</summary>
public interface IPredictorProvider
{
    /// <summary>Gets the names of the predictors.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Returns the current predictor. After a reload, the next call returns a different one; the previous one remains usable.</summary>
    /// <param name="name">The name of the predictor.</param>
    /// <exception cref="KeyNotFoundException">No predictor of that name was added.</exception>
    /// <exception cref="InvalidDataException">The model was not loaded yet, and its file is missing, damaged or not a model.</exception>
    Predictor Get(string name);

    /// <summary>Reloads the model from its file, without waiting for the change to be detected.</summary>
    /// <param name="name">The name of the predictor.</param>
    /// <param name="cancellationToken">Cancels the wait for the file.</param>
    /// <returns>Whether the file contains a different model, which is now in use.</returns>
    /// <exception cref="KeyNotFoundException">No predictor of that name was added.</exception>
    /// <exception cref="InvalidDataException">The file is missing, damaged or not a model, or the model has other features or classes. The previous model remains in use.</exception>
    Task<bool> ReloadAsync(string name, CancellationToken cancellationToken = default);
}
