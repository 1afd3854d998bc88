using System.Collections.ObjectModel;

namespace Nabla.Data;

/// <summary>The kinds of target that a network can learn.</summary>
public enum TaskKind
{
    /// <summary>Each example belongs to one class.</summary>
    Classification,

    /// <summary>Each example has one or more values.</summary>
    Regression,
}

/// <summary>What a network learns to predict: one of several classes, or one or more values.</summary>
/// <remarks>A data set states its task, a model carries it, and metrics follow from it.</remarks>
public sealed class LearningTask
{
    private LearningTask(TaskKind kind, IReadOnlyList<string> names, string what, string parameter)
    {
        if (names.Count == 0)
            throw new ArgumentException($"Got no {what} names; expected at least 1.", parameter);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] is null)
                throw new ArgumentException($"The name of {what} {i} is null; expected text.", parameter);
        }

        (Kind, Names) = (kind, new ReadOnlyCollection<string>([.. names]));
    }

    /// <summary>Gets the kind of target.</summary>
    public TaskKind Kind { get; }

    /// <summary>Gets the class names in the order of the labels, or the names of the predicted values in the order of the outputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Creates a classification task.</summary>
    /// <param name="classNames">The class names, in the order of the labels. At least 1.</param>
    /// <exception cref="ArgumentException">There are no names, or one is null.</exception>
    public static LearningTask Classification(params IReadOnlyList<string> classNames) => new(TaskKind.Classification, classNames, "class", nameof(classNames));

    /// <summary>Creates a regression task.</summary>
    /// <param name="targetNames">The names of the values to predict, in the order of the outputs. At least 1.</param>
    /// <exception cref="ArgumentException">There are no names, or one is null.</exception>
    public static LearningTask Regression(params IReadOnlyList<string> targetNames) => new(TaskKind.Regression, targetNames, "target", nameof(targetNames));

    /// <summary>Returns whether a network with this many outputs can learn the task: one output a class or value; for two classes one output will do.</summary>
    /// <param name="outputs">The number of outputs of the network.</param>
    public bool Accepts(int outputs) => outputs == Names.Count || IsOneOutputForTwoClasses(outputs);

    /// <summary>Returns whether a single output decides between the two classes: the second above 0, else the first.</summary>
    /// <param name="outputs">The number of outputs of the network.</param>
    public bool IsOneOutputForTwoClasses(int outputs) => Kind == TaskKind.Classification && Names.Count == 2 && outputs == 1;

    /// <summary>Returns whether another task has the same kind and the same names in the same order.</summary>
    /// <param name="other">The other task.</param>
    public bool IsSameAs(LearningTask other) => Kind == other.Kind && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <summary>Returns a description such as "classification into 10 classes" or "regression of 1 value".</summary>
    public override string ToString() => Kind == TaskKind.Classification
        ? $"classification into {Names.Count} {(Names.Count == 1 ? "class" : "classes")}"
        : $"regression of {Names.Count} {(Names.Count == 1 ? "value" : "values")}";
}
