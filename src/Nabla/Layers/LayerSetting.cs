using System.Globalization;

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
public sealed record LayerSetting
{
    /// <summary>A setting in single precision.</summary>
    /// <param name="name">Its name in files: "alpha".</param>
    /// <param name="value">Its value; must be finite.</param>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public LayerSetting(string name, float value)
        : this(name, LayerSettingType.Number, Finite(name, value, value.ToString(CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>A setting in double precision.</summary>
    /// <param name="name">Its name in files: "probability".</param>
    /// <param name="value">Its value; must be finite.</param>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public LayerSetting(string name, double value)
        : this(name, LayerSettingType.Number, Finite(name, value, value.ToString(CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>A setting that is an integer.</summary>
    /// <param name="name">Its name in files: "groups".</param>
    /// <param name="value">Its value.</param>
    public LayerSetting(string name, int value)
        : this(name, LayerSettingType.Number, value.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <summary>A setting that is true or false.</summary>
    /// <param name="name">Its name in files: "shared".</param>
    /// <param name="value">Its value.</param>
    public LayerSetting(string name, bool value)
        : this(name, LayerSettingType.Boolean, value ? "true" : "false")
    {
    }

    /// <summary>A setting that is a text.</summary>
    /// <param name="name">Its name in files: "mode".</param>
    /// <param name="value">Its value.</param>
    public LayerSetting(string name, string value)
        : this(name, LayerSettingType.Text, value)
    {
    }

    internal LayerSetting(string name, LayerSettingType type, string value) => (Name, Type, Value) = (name, type, value);

    /// <summary>Gets the setting's name.</summary>
    public string Name { get; }

    /// <summary>Gets the kind of value.</summary>
    internal LayerSettingType Type { get; }

    /// <summary>Gets the value as an invariant text: "0.01", "true".</summary>
    public string Value { get; }

    /// <summary>Gets whether <see cref="LayerDescription.ToString"/> shows the setting. Default true.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Compares name, type and value.</summary>
    public bool Equals(LayerSetting? other) =>
        other is not null && (Name, Type, Value) == (other.Name, other.Type, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Value);

    /// <summary>"alpha 1".</summary>
    public override string ToString() => $"{Name} {Value}";

    private static string Finite(string name, double value, string text) =>
        double.IsFinite(value) ? text : throw new ArgumentException($"The setting {name} is {text}; expected a finite number.", nameof(value));
}
