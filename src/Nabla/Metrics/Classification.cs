using Nabla.Data;
using Nabla.Numerics;

namespace Nabla.Metrics;

/// <summary>From outputs to classes.</summary>
public static class Classification
{
    /// <summary>What is predicted where an output is not a number: no class.</summary>
    public const int NotANumber = -1;

    /// <summary>Returns the column of the largest element, the first of equals; <see cref="NotANumber"/> if an element is NaN.</summary>
    /// <param name="outputs">One output for each class. For a single output that decides between two classes see <see cref="Predict(ReadOnlySpan{float}, LearningTask)"/>.</param>
    public static int Predict(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            if (float.IsNaN(outputs[j]))
                return NotANumber;
            if (outputs[j] > outputs[best])
                best = j;
        }

        return best;
    }

    /// <summary>Returns the predicted class of a task: with one output for two classes the second if the output is above 0, else the column of the largest element.</summary>
    /// <param name="outputs">The outputs for one example.</param>
    /// <param name="task">A classification that accepts so many outputs.</param>
    /// <returns>The class; <see cref="NotANumber"/> if an output is NaN.</returns>
    public static int Predict(ReadOnlySpan<float> outputs, LearningTask task)
    {
        if (!task.IsOneOutputForTwoClasses(outputs.Length))
            return Predict(outputs);
        return float.IsNaN(outputs[0]) ? NotANumber : outputs[0] > 0 ? 1 : 0;
    }

    /// <summary>Returns how many rows of [samples, classes] have their largest element at the label. A row with a NaN is wrong.</summary>
    public static int CountCorrect(ReadOnlyMatrixView outputs, ReadOnlySpan<int> labels)
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
            correct += Predict(outputs.Row(n)) == labels[n] ? 1 : 0;
        return correct;
    }

    /// <summary>Returns how many rows of [samples, outputs] predict the label. A row with a NaN is wrong.</summary>
    /// <param name="outputs">The outputs, [samples, outputs].</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="task">A classification that accepts so many outputs.</param>
    public static int CountCorrect(ReadOnlyMatrixView outputs, ReadOnlySpan<int> labels, LearningTask task)
    {
        if (!task.IsOneOutputForTwoClasses(outputs.Columns))
            return CountCorrect(outputs, labels);
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
            correct += Predict(outputs.Row(n), task) == labels[n] ? 1 : 0;
        return correct;
    }
}
