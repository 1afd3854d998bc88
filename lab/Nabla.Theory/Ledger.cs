namespace Nabla.Theory;

/// <summary>All claims of the four documents, in their order.</summary>
public static class Ledger
{
    /// <summary>All claims.</summary>
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        .. Theory.Claims.DocumentA.Contents.All.OrderBy(Number),
        .. Theory.Claims.DocumentB.Contents.All.OrderBy(Number),
        .. Theory.Claims.DocumentC.Contents.All.OrderBy(Number),
        .. Theory.Claims.DocumentD.Contents.All.OrderBy(Number),
    ];

    /// <summary>The claims that a text names.</summary>
    /// <param name="filter">A document ("A"), a claim ("A11"), the beginning of some ("D3*"), or several of these with commas between.</param>
    /// <exception cref="FormatException">A part of it names no claim.</exception>
    public static IReadOnlyList<Claim> Select(string filter)
    {
        var chosen = new HashSet<Claim>();
        foreach (string part in filter.Split(','))
        {
            string name = part.Trim();
            var named = Claims.Where(claim => IsNamed(claim, name)).ToList();
            if (named.Count == 0)
            {
                throw new FormatException(
                    $"there is no claim \"{name}\"; a claim is {Ranges()}; \"A\" is all of a document, \"D3*\" all that begin so, \"A11,D15\" a list.");
            }

            chosen.UnionWith(named);
        }

        return [.. Claims.Where(chosen.Contains)];
    }

    private static bool IsNamed(Claim claim, string name) =>
        name.EndsWith('*') ? name.Length > 1 && claim.Id.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase)
        : name.Length == 1 ? string.Equals(claim.Document, name, StringComparison.OrdinalIgnoreCase)
        : string.Equals(claim.Id, name, StringComparison.OrdinalIgnoreCase);

    private static string Ranges() => string.Join(", ", Claims.GroupBy(claim => claim.Document, StringComparer.Ordinal).Select(document => $"{document.First().Id} to {document.Last().Id}"));

    private static int Number(Claim claim) => int.Parse(claim.Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
