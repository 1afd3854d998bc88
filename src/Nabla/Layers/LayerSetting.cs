namespace Nabla.Networks;

/// <summary>The kind of value that a <see cref="LayerSetting"/> holds.</summary>
internal enum LayerSettingType
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A text.</summary>
    Text,
}

/// <summary>One named setting of a layer: "alpha 1".</summary>
/// <remarks>
/// A number is kept as the shortest text that reads back to the same bits, so a file does not need to know whether it was a float or a double,
/// and a description that was read from a file equals the one that was written.
/// </remarks>
/// <param name="Name">Its name in files.</param>
/// <param name="Type">The kind of value.</param>
/// <param name="Value">The value as an invariant text: "0.01", "true".</param>
internal sealed record LayerSetting(string Name, LayerSettingType Type, string Value)
{
    /// <summary>Whether <see cref="LayerDescription.ToString"/> shows the setting.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Compares name, type and value.</summary>
    public bool Equals(LayerSetting? other) =>
        other is not null && (Name, Type, Value) == (other.Name, other.Type, other.Value);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Value);

    /// <summary>"alpha 1".</summary>
    public override string ToString() => $"{Name} {Value}";
}
