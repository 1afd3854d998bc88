namespace Nabla.Theory;

/// <summary>A statement of a document and the check that decides about it.</summary>
/// <remarks>
/// A check takes the formula as an argument and compares what it gives with an oracle that shares no code with it. So the same check can be
/// given another formula: the printed one of an erratum, which must miss, and the perturbed one (a sign, a factor, a missing term), which
/// shows that the check can fail.
/// </remarks>
public sealed class Claim
{
    private readonly Func<IReadOnlyList<Finding>> _formula;
    private readonly Func<IReadOnlyList<Finding>> _perturbed;
    private readonly Func<IReadOnlyList<Finding>>? _printed;
    private readonly string? _says;
    private readonly string? _study;
    private readonly double _margin;
    private readonly Verdict _verdict;

    private Claim(
        string id, string statement, string oracle, Verdict verdict, Func<IReadOnlyList<Finding>> formula, Func<IReadOnlyList<Finding>> perturbed,
        Func<IReadOnlyList<Finding>>? printed = null, string? says = null, double margin = 0, string? study = null)
    {
        (Id, Statement, Oracle, _verdict) = (id, statement, oracle, verdict);
        (_formula, _perturbed, _printed) = (formula, perturbed, printed);
        (_says, _margin, _study) = (says, margin, study);
    }

    /// <summary>The letter of the document and a number: "D15".</summary>
    public string Id { get; }

    /// <summary>The document: "A", "B", "C" or "D".</summary>
    public string Document => Id[..1];

    /// <summary>What is true, in a sentence. Of an erratum, the correct form.</summary>
    public string Statement { get; }

    /// <summary>What the statement is held against.</summary>
    public string Oracle { get; }

    /// <summary>Carries the check out.</summary>
    public ClaimResult Verify() => Decide(_formula, _printed);

    /// <summary>A claim that is true as printed, or under the condition that its statement names.</summary>
    /// <param name="id">The ledger's name for it.</param>
    /// <param name="statement">One sentence, with the formula.</param>
    /// <param name="oracle">What it is held against, in a few words.</param>
    /// <param name="formula">The formula under test.</param>
    /// <param name="perturbed">The formula with one mistake, which the check must notice: a plausible one, close to what is right.</param>
    /// <param name="check">Compares a formula with the oracle.</param>
    internal static Claim Holds<TFormula>(
        string id, string statement, string oracle, TFormula formula, TFormula perturbed, Func<TFormula, IReadOnlyList<Finding>> check) =>
        new(id, statement, oracle, Verdict.Holds, () => check(formula), () => check(perturbed));

    /// <summary>A claim that is wrong as printed.</summary>
    /// <param name="id">The ledger's name for it.</param>
    /// <param name="statement">What is right: one sentence, with the formula.</param>
    /// <param name="says">What the document says instead.</param>
    /// <param name="oracle">What both are held against, in a few words.</param>
    /// <param name="formula">The correct formula.</param>
    /// <param name="perturbed">The correct formula with one mistake, which the check must notice.</param>
    /// <param name="printed">The document's formula.</param>
    /// <param name="check">Compares a formula with the oracle.</param>
    /// <param name="margin">How far the printed formula must miss at least, in units of the comparison's scale. 0: by more than the tolerance.</param>
    internal static Claim Erratum<TFormula>(
        string id, string statement, string says, string oracle, TFormula formula, TFormula perturbed, TFormula printed,
        Func<TFormula, IReadOnlyList<Finding>> check, double margin = 0) =>
        new(id, statement, oracle, Verdict.Erratum, () => check(formula), () => check(perturbed), () => check(printed), says, margin);

    /// <summary>An experiment's figure. The check is about what follows from it: that it lies in the band of repetitions, that sums are right.</summary>
    /// <param name="id">The ledger's name for it.</param>
    /// <param name="statement">One sentence, with the figure.</param>
    /// <param name="experiment">The experiment that gave it, a name of <see cref="Studies"/>.</param>
    /// <param name="oracle">What it is held against, in a few words.</param>
    /// <param name="formula">The figure, or a formula about it.</param>
    /// <param name="perturbed">The same with one mistake, which the check must notice.</param>
    /// <param name="check">Compares the figure with what it must agree with.</param>
    internal static Claim Reported<TFormula>(
        string id, string statement, string experiment, string oracle, TFormula formula, TFormula perturbed,
        Func<TFormula, IReadOnlyList<Finding>> check) =>
        new(id, statement, oracle, Verdict.Reported, () => check(formula), () => check(perturbed), study: Studies.Of(experiment));

    /// <summary>The same check with the perturbed formula in place of the right one: it must fail.</summary>
    internal ClaimResult VerifyPerturbed() => Decide(_perturbed, _printed);

    /// <summary>Of an erratum: the same check with the right formula in place of the printed one. There is no erratum then, so it must fail.</summary>
    internal ClaimResult? VerifyWithoutErratum() => _printed is null ? null : Decide(_formula, _formula);

    /// <summary>All comparisons of the right formula, and the same of the perturbed one.</summary>
    internal (IReadOnlyList<Finding> Right, IReadOnlyList<Finding> Perturbed) Compare() => (Evaluate(_formula), Evaluate(_perturbed));

    private ClaimResult Decide(Func<IReadOnlyList<Finding>> formula, Func<IReadOnlyList<Finding>>? printed)
    {
        var found = Evaluate(formula);
        var shown = Worst(found);
        int at = shown.Telling;
        bool stands = found.All(finding => finding.Holds);
        var result = new ClaimResult
        {
            Id = Id,
            Document = Document,
            Statement = Statement,
            Oracle = Oracle,
            Expected = shown.ExpectedAt(at),
            Measured = shown.MeasuredAt(at),
            Tolerance = shown.Tolerance,
            Verdict = stands ? _verdict : Verdict.Fails,
            Printed = _says,
            Study = _study,
        };
        if (printed is null)
            return result;

        // Both formulas are shown where the printed one misses: in the first comparison that it misses by the margin, at the furthest place.
        var wrong = Evaluate(printed);
        int which = wrong.ToList().FindIndex(finding => !finding.Holds && finding.Miss >= _margin * finding.Scale);
        bool misses = which >= 0;
        var missed = wrong[Math.Max(0, which)];
        if (stands && which >= 0 && which < found.Count)
            (shown, at) = (found[which], missed.Telling < 0 ? found[which].Telling : missed.Telling);
        return result with
        {
            Expected = shown.ExpectedAt(at),
            Measured = shown.MeasuredAt(at),
            Tolerance = shown.Tolerance,
            PrintedValue = missed.ExpectedAt(missed.Telling),
            Verdict = stands && misses ? _verdict : Verdict.Fails,
        };
    }

    /// <summary>The comparison to show: the first if all hold, else the one that is furthest beyond its tolerance.</summary>
    private static Finding Worst(IReadOnlyList<Finding> findings) =>
        findings.All(finding => finding.Holds) ? findings[0] : findings.Where(finding => !finding.Holds).MaxBy(finding => finding.Miss / finding.Tolerance)!;

    private static IReadOnlyList<Finding> Evaluate(Func<IReadOnlyList<Finding>> check)
    {
        try
        {
            return check();
        }
        catch (ArgumentException)
        {
            // Matrices that do not fit: so the formula is wrong, which is an answer.
            return [Finding.Unfit];
        }
    }
}
