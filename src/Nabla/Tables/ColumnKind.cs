namespace Nabla;

/// <summary>Specifies how a network uses a column.</summary>
public enum ColumnKind
{
    /// <summary>Numbers whose order and differences are meaningful.</summary>
    Numeric,

    /// <summary>One of several categories, such as a colour; also numbers, if they are codes.</summary>
    Categorical,

    /// <summary>Not a feature, such as a name or an identifier.</summary>
    Ignored,
}
