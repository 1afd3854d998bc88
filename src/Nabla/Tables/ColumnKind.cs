namespace Nabla;

/// <summary>What a network makes of a column.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, whose order and distances mean something.</summary>
    Numeric,

    /// <summary>One of several categories, such as a colour; numbers too, if they are codes.</summary>
    Categorical,

    /// <summary>Not a feature, such as a name or an identifier.</summary>
    Ignored,
}
