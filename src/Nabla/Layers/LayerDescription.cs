using System.Globalization;

namespace Nabla.Networks;

/// <summary>Describes a layer without its parameters: its kind, widths, settings in order, and inner layers.</summary>
/// <remarks>
/// <see cref="Layer.Describe"/> returns a layer's description, and a <see cref="LayerRegistry"/> creates a layer from one. Files, messages, copies and
/// other engines use the description, so none of them needs to know the layer's class.
/// </remarks>
public sealed class LayerDescription : IEquatable<LayerDescription>
{
    private static readonly string[] Reserved = ["kind", "inputs", "outputs", "layers"];

    /// <summary>Initializes the description of a layer without settings; <see cref="With(string, float, bool)"/> adds them.</summary>
    /// <param name="kind">The layer's kind: "Elu".</param>
    /// <param name="inputs">The number of input features; at least 1.</param>
    /// <param name="outputs">The number of output features; at least 1.</param>
    /// <param name="layers">The layers inside a block, first to last; none for all other layers.</param>
    /// <exception cref="ArgumentException">The kind is empty, or a number of features is below 1.</exception>
    public LayerDescription(string kind, int inputs, int outputs, params IReadOnlyList<LayerDescription> layers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (Kind, Inputs, Outputs, Settings, Layers) = (kind, inputs, outputs, [], [.. layers]);
    }

    private LayerDescription(LayerDescription other, LayerSetting added)
    {
        string name = added.Name;
        if (string.IsNullOrWhiteSpace(name) || Reserved.Contains(name, StringComparer.Ordinal))
            throw new ArgumentException($"A setting of a {other.Kind} layer is called \"{name}\"; expected a name other than {string.Join(", ", Reserved)}.", nameof(added));
        if (other.Find(name) is not null)
            throw new ArgumentException($"A {other.Kind} layer has two settings called {name}; each needs a unique name.", nameof(added));
        (Kind, Inputs, Outputs, Settings, Layers) = (other.Kind, other.Inputs, other.Outputs, [.. other.Settings, added], other.Layers);
    }

    /// <summary>Gets the layer's kind: "Elu".</summary>
    public string Kind { get; }

    /// <summary>Gets the number of input features.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of output features.</summary>
    public int Outputs { get; }

    /// <summary>Gets the settings, in file order.</summary>
    internal IReadOnlyList<LayerSetting> Settings { get; }

    /// <summary>Gets the layers inside a block, first to last; empty for all other layers.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; }

    /// <summary>Gets the number of features of a layer with as many outputs as inputs.</summary>
    /// <exception cref="FormatException">The numbers of inputs and outputs differ.</exception>
    public int Width => Inputs == Outputs
        ? Inputs
        : throw new FormatException($"a {Kind} layer has {Inputs} inputs and {Outputs} outputs; they must be equal");

    /// <summary>Returns the description with one more setting, a number in single precision.</summary>
    /// <param name="name">Its name in files: "alpha". No other setting of the layer may have it.</param>
    /// <param name="value">Its value; must be finite.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice, or the value is not finite.</exception>
    public LayerDescription With(string name, float value, bool isShown = true) => With(name, LayerSettingType.Number, Finite(name, value, value.ToString(CultureInfo.InvariantCulture)), isShown);

    /// <summary>Returns the description with one more setting, a number in double precision.</summary>
    /// <param name="name">Its name in files: "probability". No other setting of the layer may have it.</param>
    /// <param name="value">Its value; must be finite.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice, or the value is not finite.</exception>
    public LayerDescription With(string name, double value, bool isShown = true) => With(name, LayerSettingType.Number, Finite(name, value, value.ToString(CultureInfo.InvariantCulture)), isShown);

    /// <summary>Returns the description with one more setting, an integer.</summary>
    /// <param name="name">Its name in files: "groups". No other setting of the layer may have it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice.</exception>
    public LayerDescription With(string name, int value, bool isShown = true) => With(name, LayerSettingType.Number, value.ToString(CultureInfo.InvariantCulture), isShown);

    /// <summary>Returns the description with one more setting, a Boolean.</summary>
    /// <param name="name">Its name in files: "shared". No other setting of the layer may have it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice.</exception>
    public LayerDescription With(string name, bool value, bool isShown = true) => With(name, LayerSettingType.Boolean, value ? "true" : "false", isShown);

    /// <summary>Returns the description with one more setting, a string.</summary>
    /// <param name="name">Its name in files: "mode". No other setting of the layer may have it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice.</exception>
    public LayerDescription With(string name, string value, bool isShown = true) => With(name, LayerSettingType.Text, value, isShown);

    /// <summary>Returns the value of a single-precision setting.</summary>
    /// <exception cref="FormatException">There is no such setting, or its value is not a number that a float can represent.</exception>
    public float GetSingle(string name) =>
        float.TryParse(Number(name), NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) ? value : throw Wrong(name, "a number");

    /// <summary>Returns the value of a double-precision setting.</summary>
    /// <exception cref="FormatException">There is no such setting, or its value is not a number that a double can represent.</exception>
    public double GetDouble(string name) =>
        double.TryParse(Number(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw Wrong(name, "a number");

    /// <summary>Returns the value of an integer setting.</summary>
    /// <exception cref="FormatException">There is no such setting, or its value is not an integer that an int can represent.</exception>
    public int GetInt32(string name) =>
        int.TryParse(Number(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Wrong(name, "an integer");

    /// <summary>Returns the value of a Boolean setting.</summary>
    /// <exception cref="FormatException">There is no such setting, or its value is not a Boolean.</exception>
    public bool GetBoolean(string name) => Find(name) is { Type: LayerSettingType.Boolean } found ? found.Value == "true" : throw Wrong(name, "true or false");

    /// <summary>Returns the value of a string setting.</summary>
    /// <exception cref="FormatException">There is no such setting, or its value is not a string.</exception>
    public string GetString(string name) => Find(name) is { Type: LayerSettingType.Text } found ? found.Value : throw Wrong(name, "a text");

    /// <summary>Compares kind, widths, settings and inner layers.</summary>
    public bool Equals(LayerDescription? other) =>
        other is not null && (Kind, Inputs, Outputs) == (other.Kind, other.Inputs, other.Outputs)
        && Settings.SequenceEqual(other.Settings) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerDescription);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Inputs, Outputs, Settings.Count, Layers.Count);

    /// <summary>Returns the description as text: "Elu(128 -> 128, alpha 1)", or for a block "Residual(Linear(64 -> 64), Elu(64 -> 64, alpha 1))".</summary>
    public override string ToString()
    {
        var parts = Layers.Count > 0 ? Layers.Select(layer => layer.ToString()) : [string.Create(CultureInfo.InvariantCulture, $"{Inputs} -> {Outputs}")];
        return $"{Kind}({string.Join(", ", parts.Concat(Settings.Where(setting => setting.IsShown).Select(setting => setting.ToString())))})";
    }

    /// <summary>Returns the description with a setting whose value is the text of a file.</summary>
    internal LayerDescription With(string name, LayerSettingType type, string value, bool isShown = true) => new(this, new(name, type, value) { IsShown = isShown });

    private static string Finite(string name, double value, string text) =>
        double.IsFinite(value) ? text : throw new ArgumentException($"The setting {name} is {text}; expected a finite number.", nameof(value));

    private LayerSetting? Find(string name) => Settings.FirstOrDefault(setting => setting.Name == name);

    private string Number(string name) => Find(name) is { Type: LayerSettingType.Number } found ? found.Value : throw Wrong(name, "a number");

    private FormatException Wrong(string name, string expected) =>
        new(Find(name) is { } found ? $"{name} of a {Kind} layer is {found.Value}; expected {expected}" : $"a {Kind} layer has no {name}; expected {expected}");
}
