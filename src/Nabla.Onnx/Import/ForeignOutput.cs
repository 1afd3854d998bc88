using System.Globalization;
using Nabla.Networks;

namespace Nabla;

/// <summary>Determines the meaning of a graph's outputs: classes if it ends in a softmax or produces labels, otherwise values.</summary>
internal static class ForeignOutput
{
    /// <param name="chain">The layers.</param>
    /// <param name="classes">The nodes that produce classes.</param>
    /// <param name="classNames">The class names in the metadata, if any.</param>
    /// <param name="targetNames">The names of values in the metadata, if any.</param>
    /// <param name="input">The schema of the features.</param>
    /// <param name="asked">The meaning that the caller specified, if any.</param>
    /// <exception cref="FormatException">The number of outputs differs from that of the classes.</exception>
    /// <exception cref="ArgumentException">The layers are not a model.</exception>
    public static Model ToModel(LayerChain chain, ClassNodes classes, IReadOnlyList<string>? classNames, IReadOnlyList<string>? targetNames, InputSchema input, LearningTask? asked)
    {
        var last = chain.Layers[^1];
        int outputs = last.Outputs;
        if (classes.AreThere && asked is { IsClassification: false })
            throw new FormatException($"its graph makes classes of the outputs; it is not a {asked}");
        var task = asked ?? Task(classes, classNames, targetNames, last is Softmax, outputs);
        if (!task.Accepts(outputs))
            throw new FormatException($"it has {outputs} {(outputs == 1 ? "output" : "outputs")}, which do not fit {task}");
        if (classes.Pair is not null && !task.IsOneOutputForTwoClasses(outputs))
            throw new FormatException($"it makes two probabilities of one output, which does not fit {task}");
        if (!task.IsClassification)
            return new(new Network([.. chain.Layers]), input, task, ElementwiseLayer.Create(Activation.Identity, outputs));

        // A softmax or sigmoid at the end becomes the model's output layer: the network then outputs logits, which the losses expect.
        bool isSplit = chain.Layers.Count > 1 && ((last is Softmax && outputs == task.Names.Count) || last is Sigmoid);
        var output = isSplit ? last : asked is not null && !classes.AreThere ? null : ElementwiseLayer.Create(Activation.Identity, outputs);
        if (isSplit)
            chain.RemoveLast();
        return new(new Network([.. chain.Layers]), input, task, output);
    }

    private static LearningTask Task(ClassNodes classes, IReadOnlyList<string>? classNames, IReadOnlyList<string>? targetNames, bool endsInSoftmax, int outputs)
    {
        int count = classes.Pair is not null ? 2 : outputs;
        if (classes.Names is { } stated)
        {
            return stated.Count == count ? LearningTask.Classification(stated) : throw new FormatException($"it names {stated.Count} classes for {count} probabilities");
        }

        bool areNamed = classNames?.Count == count;
        if (classes.AreThere || endsInSoftmax || areNamed)
            return LearningTask.Classification(areNamed ? classNames! : Numbers("", count));
        return LearningTask.Regression(targetNames?.Count == outputs ? targetNames : outputs == 1 ? ["output"] : Numbers("output ", outputs));
    }

    private static string[] Numbers(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"))];
}
