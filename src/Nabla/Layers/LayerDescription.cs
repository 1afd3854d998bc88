using System.Globalization;

namespace Nabla.Networks;

/// <summary>What a layer is, without its parameters: its kind, its widths, its settings in order, and the layers inside it.</summary>
/// <remarks>
/// A layer gives its own with <see cref="Layer.Describe"/>, a <see cref="LayerRegistry"/> makes a layer from one. Files, texts, copies and other
/// engines all use the description, so none of them needs to know the class of the layer.
/// </remarks>
public sealed class LayerDescription : IEquatable<LayerDescription>
{
    private static readonly string[] Reserved = ["kind", "inputs", "outputs", "layers"];

    /// <summary>Describes a layer without settings; <see cref="With(string, float, bool)"/> adds them.</summary>
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

    /// <summary>The settings, in the order in which files hold them.</summary>
    internal IReadOnlyList<LayerSetting> Settings { get; }

    /// <summary>Gets the layers inside a block, first to last; empty for all other layers.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; }

    /// <summary>Gets the number of features of a layer with as many outputs as inputs.</summary>
    /// <exception cref="FormatException">The numbers differ.</exception>
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

    /// <summary>Returns the description with one more setting that is true or false.</summary>
    /// <param name="name">Its name in files: "shared". No other setting of the layer may have it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice.</exception>
    public LayerDescription With(string name, bool value, bool isShown = true) => With(name, LayerSettingType.Boolean, value ? "true" : "false", isShown);

    /// <summary>Returns the description with one more setting, a text.</summary>
    /// <param name="name">Its name in files: "mode". No other setting of the layer may have it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isShown">Whether <see cref="ToString"/> shows it. Default true.</param>
    /// <exception cref="ArgumentException">The name is empty, reserved or used twice.</exception>
    public LayerDescription With(string name, string value, bool isShown = true) => With(name, LayerSettingType.Text, value, isShown);

    /// <summary>Gets a number in single precision.</summary>
    /// <exception cref="FormatException">There is no such setting, or it is not a number that a float can hold.</exception>
    public float GetSingle(string name) =>
        float.TryParse(Number(name), NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) ? value : throw Wrong(name, "a number");

    /// <summary>Gets a number in double precision.</summary>
    /// <exception cref="FormatException">There is no such setting, or it is not a number that a double can hold.</exception>
    public double GetDouble(string name) =>
        double.TryParse(Number(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw Wrong(name, "a number");

    /// <summary>Gets an integer.</summary>
    /// <exception cref="FormatException">There is no such setting, or it is not an integer that an int can hold.</exception>
    public int GetInt32(string name) =>
        int.TryParse(Number(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Wrong(name, "an integer");

    /// <summary>Gets a value that is true or false.</summary>
    /// <exception cref="FormatException">There is no such setting, or it is neither.</exception>
    public bool GetBoolean(string name) => Find(name) is { Type: LayerSettingType.Boolean } found ? found.Value == "true" : throw Wrong(name, "true or false");

    /// <summary>Gets a text.</summary>
    /// <exception cref="FormatException">There is no such setting, or it is not a text.</exception>
    public string GetString(string name) => Find(name) is { Type: LayerSettingType.Text } found ? found.Value : throw Wrong(name, "a text");

    /// <summary>Compares kind, widths, settings and inner layers.</summary>
    public bool Equals(LayerDescription? other) =>
        other is not null && (Kind, Inputs, Outputs) == (other.Kind, other.Inputs, other.Outputs)
        && Settings.SequenceEqual(other.Settings) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayerDescription);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Inputs, Outputs, Settings.Count, Layers.Count);

    /// <summary>"Elu(128 -> 128, alpha 1)", and for a block "Residual(Linear(64 -> 64), Elu(64 -> 64, alpha 1))".</summary>
    public override string ToString()
    {
        var parts = Layers.Count > 0 ? Layers.Select(layer => layer.ToString()) : [string.Create(CultureInfo.InvariantCulture, $"{Inputs} -> {Outputs}")];
        return $"{Kind}({string.Join(", ", parts.Concat(Settings.Where(setting => setting.IsShown).Select(setting => setting.ToString())))})";
    }

    /// <summary>The description with a setting as it stands in a file.</summary>
    internal LayerDescription With(string name, LayerSettingType type, string value, bool isShown = true) => new(this, new(name, type, value) { IsShown = isShown });

    private static string Finite(string name, double value, string text) =>
        double.IsFinite(value) ? text : throw new ArgumentException($"The setting {name} is {text}; expected a finite number.", nameof(value));

    private LayerSetting? Find(string name) => Settings.FirstOrDefault(setting => setting.Name == name);

    private string Number(string name) => Find(name) is { Type: LayerSettingType.Number } found ? found.Value : throw Wrong(name, "a number");

    private FormatException Wrong(string name, string expected) =>
        new(Find(name) is { } found ? $"{name} of a {Kind} layer is {found.Value}; expected {expected}" : $"a {Kind} layer has no {name}; expected {expected}");
}
