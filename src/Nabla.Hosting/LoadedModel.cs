using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Nabla.Networks;

namespace Nabla;

/// <summary>A model read from a file. Immutable; replaced as a whole.</summary>
internal sealed class LoadedModel
{
    private readonly ConcurrentDictionary<Type, object> _typed = new();
    private readonly byte[] _hash;

    private LoadedModel(Predictor predictor, byte[] hash) =>
        (Predictor, _hash, Fingerprint) = (predictor, hash, predictor.Model.Network.Parameters.Fingerprint());

    public Predictor Predictor { get; }

    /// <summary>Gets the SHA-256 of the parameters.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads a model that replaces another.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="path">The file's path, for errors.</param>
    /// <param name="current">The model in use; null for the first.</param>
    /// <returns>The model; the one in use if it is identical.</returns>
    /// <exception cref="InvalidDataException">The bytes are not a model, or it does not fit.</exception>
    public static LoadedModel Read(byte[] bytes, string path, LoadedModel? current)
    {
        byte[] hash = SHA256.HashData(bytes);
        if (current is not null && hash.AsSpan().SequenceEqual(current._hash))
            return current;
        var model = Model.FromBytes(bytes, path);
        if (current is not null && ModelDifference.Describe(current.Predictor.Model, model) is { } difference)
            throw new InvalidDataException($"{path}: {difference} Restart the program to serve this model, or add it as another predictor.");
        return new(Predictor.From(model), hash);
    }

    /// <summary>Returns the predictor of objects of a type, created once per model.</summary>
    public TypedPredictor<T> For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() =>
        (TypedPredictor<T>)(_typed.TryGetValue(typeof(T), out object? known) ? known : _typed.GetOrAdd(typeof(T), Predictor.For<T>()));
}
