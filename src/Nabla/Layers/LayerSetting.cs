namespace Nabla.Networks;

/// <summary>Specifies the type of a <see cref="LayerSetting"/>.</summary>
internal enum LayerSettingType
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A Boolean.</summary>
    Boolean,

    /// <summary>A string.</summary>
    Text,
}

/// <summary>One named setting of a layer: "alpha 1".</summary>
/// <remarks>
/// A number is stored as the shortest text that parses to the same bits. A file therefore need not record whether it was a float or a double,
/// and a description read from a file equals the one that was written.
/// </remarks>
/// <param name="Name">The setting's name in files.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Value">The value as culture-invariant text: "0.01", "true".</param>
internal sealed record LayerSetting(string Name, LayerSettingType Type, string Value)
{
    /// <summary>Gets whether <see cref="LayerDescription.ToString"/> shows the setting.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Compares name, type and value.</summary>
    public bool Equals(LayerSetting? other) =>
        other is not null && (Name, Type, Value) == (other.Name, other.Type, other.Value);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Value);

    /// <summary>Returns the setting as text: "alpha 1".</summary>
    public override string ToString() => $"{Name} {Value}";
}
