namespace Nabla.Theory.Tests;

/// <summary>The ledger, checked once for all tests that look at it.</summary>
public sealed class LedgerFixture
{
    /// <summary>Every claim's result.</summary>
    public IReadOnlyList<ClaimResult> Results { get; } = [.. Ledger.Claims.Select(claim => claim.Verify())];
}
