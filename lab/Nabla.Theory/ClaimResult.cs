namespace Nabla.Theory;

/// <summary>A claim after its check.</summary>
/// <remarks>
/// A check compares many numbers; the row carries one of them: the largest where all agree, else the one that is furthest off. So
/// |<see cref="Expected"/> − <see cref="Measured"/>| ≤ <see cref="Tolerance"/>, unless the claim fails.
/// </remarks>
public sealed record ClaimResult
{
    /// <summary>"D15".</summary>
    public required string Id { get; init; }

    /// <summary>The document: "A", "B", "C" or "D".</summary>
    public required string Document { get; init; }

    /// <summary>What is true, in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>What the statement was held against.</summary>
    public required string Oracle { get; init; }

    /// <summary>What the statement's formula says.</summary>
    public required double Expected { get; init; }

    /// <summary>What the oracle says.</summary>
    public required double Measured { get; init; }

    /// <summary>How far the two may lie apart.</summary>
    public required double Tolerance { get; init; }

    /// <summary>What became of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Of an erratum: what the document says instead.</summary>
    public string? Printed { get; init; }

    /// <summary>Of an erratum: what the printed formula gives where <see cref="Expected"/> is what is right.</summary>
    public double? PrintedValue { get; init; }

    /// <summary>Of a reported figure: the study that repeats it.</summary>
    public string? Study { get; init; }
}
