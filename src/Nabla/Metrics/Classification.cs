namespace Nabla.Networks;

/// <summary>Counts correct predictions.</summary>
internal static class Classification
{
    /// <summary>Returns the number of rows of [samples, outputs] that are correctly classified. A row with a NaN is not.</summary>
    /// <param name="outputs">The outputs, [samples, outputs].</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="task">A classification task that accepts this many outputs.</param>
    public static int CountCorrect(ReadOnlyMatrixView outputs, ReadOnlySpan<int> labels, LearningTask task)
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
            correct += task.PredictClass(outputs.Row(n)) == labels[n] ? 1 : 0;
        return correct;
    }
}
