using Nabla.Testing;

namespace Nabla.Theory.Tests;

/// <summary>Every claim is there, comes out as it should, and would be noticed if it were wrong.</summary>
public sealed class LedgerTests(LedgerFixture fixture) : IClassFixture<LedgerFixture>
{
    /// <summary>The documents whose claims are written.</summary>
    private const string Documents = "ABCD";

    public static TheoryData<string> Ids => [.. Ledger.Claims.Select(claim => claim.Id)];

    [Fact]
    public void Every_claim_is_there_in_order_with_its_verdict()
    {
        var expected = File.ReadLines(Path.Combine(Repository.Root, "tests", "Nabla.Theory.Tests", "ledger.csv")).Skip(1)
            .Where(line => Documents.Contains(line[0], StringComparison.Ordinal));
        var results = fixture.Results.Where(result => Documents.Contains(result.Document, StringComparison.Ordinal));
        Assert.Equal(expected, results.Select(result => $"{result.Id},{result.Verdict.ToString().ToLowerInvariant()}"));
    }

    [Fact]
    public void Figures_agree_to_within_the_tolerance()
    {
        foreach (var result in fixture.Results)
        {
            bool agree = Math.Abs(result.Expected - result.Measured) <= result.Tolerance;
            Assert.True(agree, $"{result.Id}: {result.Expected:R} and {result.Measured:R} differ by more than {result.Tolerance:R}.");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_claim_with_one_mistake_fails(string id) => Assert.Equal(Verdict.Fails, Claim(id).VerifyPerturbed().Verdict);

    [Theory, MemberData(nameof(Ids))]
    public void A_mistake_close_to_the_formula_is_noticed_by_three_tolerances(string id) => Assert.True(
        Power.IsEnough(Claim(id)), $"{id} hardly can fail: give the check a smaller tolerance, or a perturbed formula that is closer to the right one.");

    [Fact]
    public void An_erratum_fails_when_the_document_is_right()
    {
        foreach (var result in fixture.Results.Where(result => result.Verdict == Verdict.Erratum))
            Assert.True(Claim(result.Id).VerifyWithoutErratum()!.Verdict == Verdict.Fails, $"{result.Id} is an erratum whatever the document says.");
    }

    [Fact]
    public void An_erratum_has_both_values_and_a_reported_figure_its_study()
    {
        foreach (var result in fixture.Results)
        {
            Assert.Equal(result.Verdict == Verdict.Erratum, result.Printed is not null && result.PrintedValue is not null);
            Assert.Equal(result.Verdict == Verdict.Reported, result.Study is not null);
        }
    }

    [Fact]
    public void The_studies_of_reported_figures_are_there()
    {
        Assert.NotEmpty(Studies.Known);
        Assert.All(Studies.Known, file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
    }

    [Fact]
    public void The_same_check_comes_to_the_same_figures()
    {
        foreach (var result in fixture.Results.Where((_, i) => i % 7 == 0))
            Assert.Equal(result, Claim(result.Id).Verify());
    }

    [Fact]
    public void Statements_are_sentences()
    {
        foreach (var result in fixture.Results)
        {
            Assert.EndsWith(".", result.Statement, StringComparison.Ordinal);
            Assert.True(result.Printed is null || result.Printed.EndsWith('.'), $"{result.Id}: {result.Printed}");
            Assert.False(result.Oracle.EndsWith('.'), $"{result.Id}: {result.Oracle}");
        }
    }

    [Fact]
    public void The_page_is_what_the_command_makes()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "claims.md")).ReplaceLineEndings("\n");
        Assert.True(page == ClaimPage.Render(fixture.Results), "docs/claims.md is out of date: nabla verify --markdown > docs/claims.md");
    }

    [Theory]
    [InlineData("D11", "D11")]
    [InlineData("d11", "D11")]
    [InlineData("D1*", "D1 D10 D11 D12 D13 D14 D15 D16 D17 D18 D19")]
    [InlineData("D65, D1", "D1 D65")]
    public void A_filter_names_claims(string filter, string ids) => Assert.Equal(ids, string.Join(' ', Ledger.Select(filter).Select(claim => claim.Id)));

    [Fact]
    public void A_letter_is_a_document() => Assert.Equal(65, Ledger.Select("D").Count);

    [Theory]
    [InlineData("D66")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("D1,,D2")]
    public void A_filter_that_names_nothing_is_told_what_there_is(string filter)
    {
        var error = Assert.Throws<FormatException>(() => Ledger.Select(filter));
        Assert.StartsWith($"there is no claim \"{filter.Split(',').First(part => part is not "D1")}\"; a claim is ", error.Message, StringComparison.Ordinal);
        Assert.Contains("D1 to D65", error.Message, StringComparison.Ordinal);
    }

    private static Claim Claim(string id) => Ledger.Claims.Single(claim => claim.Id == id);
}
