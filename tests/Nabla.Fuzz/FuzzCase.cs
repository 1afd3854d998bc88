namespace Nabla.Fuzz;

/// <summary>What may come of a damaged file, as far as its format allows to know.</summary>
public enum Outcome
{
    /// <summary>Any plausible data set, or an error.</summary>
    PlausibleOrError,

    /// <summary>The data set of the undamaged files, or an error: a checksum covers the rest.</summary>
    SameOrError,

    /// <summary>An error.</summary>
    Error,
}

/// <summary>A damaged file among good ones.</summary>
/// <param name="Seed">The good files, of those of the reader.</param>
/// <param name="File">The name of the damaged file.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Expected">What may come of it.</param>
/// <param name="What">What was done to it.</param>
public sealed record FuzzCase(int Seed, string File, byte[] Bytes, Outcome Expected, string What);
