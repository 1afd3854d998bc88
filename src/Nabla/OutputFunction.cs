namespace Nabla.Networks;

/// <summary>Converts the outputs of a network to predictions: probabilities, or values in the units of the target.</summary>
/// <remarks>
/// In double precision, one row at a time: the result does not depend on the number of rows predicted together.
/// <code>
/// softmax    p[j] = exp(z[j] − max z) / Σₖ exp(z[k] − max z)
/// sigmoid    p = 1 / (1 + exp(−z))
/// identity   y = z, or z · deviation + mean if the targets were scaled
/// </code>
/// </remarks>
internal static class OutputFunction
{
    public static void Apply(Model model, Span<float> outputs)
    {
        if (model.Output is Softmax)
            ApplySoftmax(outputs);
        else if (model.Output is Sigmoid)
            ApplySigmoid(outputs);
        else if (model.TargetScaling is { } scaling)
            scaling.Restore(outputs);
    }

    private static void ApplySoftmax(Span<float> z)
    {
        float max = z[0];
        foreach (float logit in z)
            max = Math.Max(max, logit);
        double sum = 0;
        foreach (float logit in z)
            sum += Elementary.Exp(logit - max);
        for (int j = 0; j < z.Length; j++)
            z[j] = (float)(Elementary.Exp(z[j] - max) / sum);
    }

    private static void ApplySigmoid(Span<float> z)
    {
        for (int j = 0; j < z.Length; j++)
            z[j] = (float)(1 / (1 + (double)Elementary.Exp(-z[j])));
    }
}
