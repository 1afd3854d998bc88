namespace Nabla;

/// <summary>The supported element types; the numbers are those of the format.</summary>
internal enum OnnxType
{
    /// <summary>Not stated.</summary>
    None = 0,

    /// <summary>32-bit floating point.</summary>
    Single = 1,

    /// <summary>32-bit integers.</summary>
    Int32 = 6,

    /// <summary>64-bit integers.</summary>
    Int64 = 7,

    /// <summary>Texts.</summary>
    Text = 8,

    /// <summary>Boolean.</summary>
    Boolean = 9,

    /// <summary>64-bit floating point.</summary>
    Double = 11,
}
