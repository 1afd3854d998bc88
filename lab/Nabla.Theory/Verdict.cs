namespace Nabla.Theory;

/// <summary>What became of a claim.</summary>
public enum Verdict
{
    /// <summary>The document is right, under the condition that the statement names.</summary>
    Holds,

    /// <summary>The document is wrong: the correct formula stands the check, and the printed one misses it by a stated margin.</summary>
    Erratum,

    /// <summary>An experiment's figure, which can be repeated and not derived: what follows from it is checked, and the study that repeats it is named.</summary>
    Reported,

    /// <summary>The check did not come out as the ledger says.</summary>
    Fails,
}
