using Nabla.Data;
using Nabla.Networks;

namespace Nabla.Formats;

/// <summary>All that is needed to use a trained network: it, what its inputs were standardised with, and what its outputs mean.</summary>
/// <param name="Network">The network.</param>
/// <param name="Standardizer">What was taken away from and divided out of the raw features.</param>
/// <param name="ClassNames">The meaning of each output.</param>
/// <param name="Metadata">Anything else worth keeping with it, a recipe say.</param>
public sealed record Model(
    Network Network, Standardizer Standardizer, IReadOnlyList<string> ClassNames, IReadOnlyDictionary<string, string> Metadata);
