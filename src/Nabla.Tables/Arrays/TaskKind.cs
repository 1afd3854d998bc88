namespace Nabla;

/// <summary>Specifies the kind of targets in a numeric file, which the numbers themselves do not show.</summary>
public enum TaskKind
{
    /// <summary>Each target is the label of one class: an integer from 0.</summary>
    Classification,

    /// <summary>Each target is one or more values to predict.</summary>
    Regression,
}
