using Nabla.Numerics;

namespace Nabla.Metrics;

/// <summary>From outputs to classes.</summary>
public static class Classification
{
    /// <summary>The column of the largest element; the first of equals; the first NaN if there is one.</summary>
    public static int Predict(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int j = 1; j < outputs.Length; j++)
        {
            if (outputs[j] > outputs[best] || (float.IsNaN(outputs[j]) && !float.IsNaN(outputs[best])))
                best = j;
        }

        return best;
    }

    /// <summary>How many rows of [samples, classes] have their largest element at the label.</summary>
    public static int CountCorrect(ReadOnlyMatrixView outputs, ReadOnlySpan<int> labels)
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
            correct += Predict(outputs.Row(n)) == labels[n] ? 1 : 0;
        return correct;
    }
}
