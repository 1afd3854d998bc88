using System.Collections.ObjectModel;

using Nabla.Networks;

namespace Nabla;

/// <summary>A learning task: classification into one of several classes, or regression of one or more values.</summary>
/// <remarks>A data set states its task, a model stores it, and it determines the metrics.</remarks>
public sealed class LearningTask
{
    private readonly bool _hasTwoClasses;

    private LearningTask(bool isClassification, IReadOnlyList<string> names, string what, string parameter, string? target = null)
    {
        if (names.Count == 0)
            throw new ArgumentException($"Got no {what} names; expected at least 1.", parameter);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] is null)
                throw new ArgumentException($"The name of {what} {i} is null; expected text.", parameter);
        }

        (IsClassification, Names, Target) = (isClassification, new ReadOnlyCollection<string>([.. names]), target);
        _hasTwoClasses = isClassification && names.Count == 2;
    }

    /// <summary>The predicted class if an output is NaN: none.</summary>
    public const int NoClass = -1;

    /// <summary>Gets whether the task is classification; otherwise it is regression.</summary>
    public bool IsClassification { get; }

    /// <summary>Gets the class names in the order of the labels, or the names of the predicted values in the order of the outputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Gets the name of the target column of the training table; null if there was none.</summary>
    public string? Target { get; }

    /// <summary>Creates a classification task.</summary>
    /// <param name="classNames">The class names, in the order of the labels; at least 1.</param>
    /// <exception cref="ArgumentException">There are no names, or one is null.</exception>
    public static LearningTask Classification(params IReadOnlyList<string> classNames) => new(isClassification: true, classNames, "class", nameof(classNames));

    /// <summary>Creates a regression task.</summary>
    /// <param name="targetNames">The names of the values to predict, in the order of the outputs; at least 1.</param>
    /// <exception cref="ArgumentException">There are no names, or one is null.</exception>
    public static LearningTask Regression(params IReadOnlyList<string> targetNames) => new(isClassification: false, targetNames, "target", nameof(targetNames));

    /// <summary>Determines the task from the target column of a table.</summary>
    /// <param name="table">The table, with a target. The classes are those that occur: integers in numerical order, other texts in ordinal order.</param>
    /// <param name="isClassification">Whether the target is a class. Default null: it is if it contains texts, or at most 20 different integers.</param>
    /// <exception cref="InvalidDataException">A target is missing, there are fewer than two classes, or a value to predict is not a number.</exception>
    /// <exception cref="InvalidOperationException">The table has no target.</exception>
    public static LearningTask FromTarget(Table table, bool? isClassification = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var target = table.RequireTarget();
        if (isClassification ?? TableTarget.LooksLikeClasses(target))
            return Classification(TableTarget.Classes(table)).WithTarget(target.Name);
        TableTarget.Values(table);
        return Regression(target.Name).WithTarget(target.Name);
    }

    /// <summary>Returns whether a network with this many outputs can perform the task: one output per class or value; for two classes one output suffices.</summary>
    /// <param name="outputs">The number of outputs of the network.</param>
    public bool Accepts(int outputs) => outputs == Names.Count || IsOneOutputForTwoClasses(outputs);

    /// <summary>Returns whether a single output decides between two classes: the second if it is above 0, otherwise the first.</summary>
    /// <param name="outputs">The number of outputs of the network.</param>
    public bool IsOneOutputForTwoClasses(int outputs) => outputs == 1 && _hasTwoClasses;

    /// <summary>Returns the predicted class of one example.</summary>
    /// <param name="outputs">The outputs of the network, or probabilities: one per class, or a single logit that decides between two classes.</param>
    /// <returns>The class of the largest output, the first of equal ones; for a single logit 1 if it is above 0, otherwise 0; <see cref="NoClass"/> if an output is NaN.</returns>
    /// <exception cref="InvalidOperationException">The task is a regression.</exception>
    public int PredictClass(ReadOnlySpan<float> outputs)
    {
        if (!IsClassification)
            throw new InvalidOperationException($"A {this} predicts no class; use the outputs as they are.");
        if (IsOneOutputForTwoClasses(outputs.Length))
            return float.IsNaN(outputs[0]) ? NoClass : outputs[0] > 0 ? 1 : 0;
        int best = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            if (float.IsNaN(outputs[j]))
                return NoClass;
            if (outputs[j] > outputs[best])
                best = j;
        }

        return best;
    }

    /// <summary>Returns the same task with the name of its target column.</summary>
    internal LearningTask WithTarget(string? target) => new(IsClassification, Names, "", "", target);

    /// <summary>Returns whether another task has the same kind and the same names in the same order.</summary>
    /// <param name="other">The other task.</param>
    public bool IsSameAs(LearningTask other) => IsClassification == other.IsClassification && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <summary>Returns a description such as "classification into 10 classes" or "regression of 1 value".</summary>
    public override string ToString() => IsClassification
        ? $"classification into {Names.Count} {(Names.Count == 1 ? "class" : "classes")}"
        : $"regression of {Names.Count} {(Names.Count == 1 ? "value" : "values")}";
}
