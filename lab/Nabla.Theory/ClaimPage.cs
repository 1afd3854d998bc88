using System.Globalization;
using System.Text;

namespace Nabla.Theory;

/// <summary>The ledger as a page in Markdown: docs/claims.md is this, and a test keeps it so.</summary>
public static class ClaimPage
{
    private const string Head =
        """
        # The claims of the documents

        This page is made by `nabla verify --markdown`; a test holds it to what the command prints. Change the claims in
        [lab/Nabla.Theory](../lab/Nabla.Theory), then make it again.

        Nabla repeats four reports of university courses, called A, B, C and D here. Every formula, count and statement of theirs that can be
        checked is checked by code. *Expected* is what the statement's formula says, *measured* what the oracle says that it is held against,
        at one place of the many that are compared; the two may differ by the *tolerance*. A yes is written as 1.

        | verdict | what it means |
        |---|---|
        | holds | the document is right, under the condition that the statement names |
        | erratum | the document is wrong: the statement is what is right; what is printed was evaluated too, and misses |
        | reported | an experiment's figure: what follows from it is checked; the experiment's name is given |
        | fails | the check did not come out; there is none on this page |

        """;

    /// <summary>The page.</summary>
    /// <param name="results">Claims after their checks, in their order.</param>
    public static string Render(IReadOnlyList<ClaimResult> results)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"\n{Tally(results)}\n");
        foreach (var document in results.GroupBy(result => result.Document, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Document {document.Key}\n\n");
            page.Append("| id | statement | held against | expected | measured | tolerance | verdict |\n|---|---|---|---|---|---|---|\n");
            foreach (var result in document)
                page.Append(Row(result));
        }

        return page.ToString();
    }

    /// <summary>"198 claims: 120 hold, 57 errata, 10 reported."</summary>
    public static string Tally(IReadOnlyList<ClaimResult> results)
    {
        int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
        string[] parts =
        [
            $"{Count(Verdict.Holds)} {(Count(Verdict.Holds) == 1 ? "holds" : "hold")}",
            $"{Count(Verdict.Erratum)} {(Count(Verdict.Erratum) == 1 ? "erratum" : "errata")}",
            $"{Count(Verdict.Reported)} reported",
            .. Count(Verdict.Fails) > 0 ? [$"{Count(Verdict.Fails)} {(Count(Verdict.Fails) == 1 ? "fails" : "fail")}"] : Array.Empty<string>(),
        ];
        return $"{results.Count} {(results.Count == 1 ? "claim" : "claims")}: {string.Join(", ", parts)}.";
    }

    private static string Row(ClaimResult result)
    {
        string statement = Cell(result.Statement);
        if (result.Printed is not null)
            statement += $"<br>Printed: {Cell(result.Printed)} Gives {Figure.Text(result.PrintedValue!.Value, result.Tolerance)}.";
        if (result.Study is not null)
            statement += $"<br>Experiment: {Cell(result.Study)}.";
        string[] cells =
        [
            result.Id, statement, Cell(result.Oracle), Figure.Text(result.Expected, result.Tolerance), Figure.Text(result.Measured, result.Tolerance),
            Figure.Tolerance(result.Tolerance), result.Verdict.ToString().ToLowerInvariant(),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    /// <summary>Text that means itself in a table.</summary>
    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
}
