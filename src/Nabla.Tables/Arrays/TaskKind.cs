namespace Nabla;

/// <summary>Says what the targets in a file of numbers are, which the numbers themselves do not tell.</summary>
public enum TaskKind
{
    /// <summary>Each target is the label of one class: a whole number from 0.</summary>
    Classification,

    /// <summary>Each target is one or more values to predict.</summary>
    Regression,
}
