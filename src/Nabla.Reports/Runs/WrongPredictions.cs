using Nabla.Networks;
using Nabla.Reports.Images;

namespace Nabla.Reports.Runs;

/// <summary>Finds the misclassified examples with the highest confidence.</summary>
internal static class WrongPredictions
{
    private const int Most = 18;
    private const int MaxOfAPair = 2;
    private const int Likeliest = 3;
    private const int BatchSize = 256;

    /// <summary>Returns at most 18 of them, and at most two per pair of classes, so that several kinds of error are shown.</summary>
    public static IReadOnlyList<WrongPrediction> Of(Model model, ImageDataset test, int threads)
    {
        using var processor = new Processor(threads);
        var subset = DataSplits.All(test, model.Input.Standardizer);
        var workspace = model.Network.CreateWorkspace(BatchSize, processor);
        // Probabilities are used unchanged.
        Layer probability = model.Network.Layers[^1] is Softmax ? ElementwiseLayer.Create(Activation.Identity, test.Classes) : new Softmax(test.Classes);
        var pass = new Pass(processor, PassMode.Inference);
        int[] positions = new int[BatchSize], rows = new int[BatchSize], labels = new int[BatchSize];
        float[] probabilities = new float[BatchSize * test.Classes];
        var wrong = new List<(int Index, int Predicted, float[] Probabilities)>();
        for (int first = 0; first < test.Count; first += BatchSize)
        {
            int count = Math.Min(BatchSize, test.Count - first);
            for (int i = 0; i < count; i++)
                positions[i] = first + i;
            var features = workspace.Input(count);
            subset.Gather(processor, positions.AsSpan(0, count), rows.AsSpan(0, count), features, labels.AsSpan(0, count));
            var answers = model.Network.Forward(in pass, features, workspace);
            var output = new Networks.MatrixView(probabilities.AsSpan(0, count * test.Classes), count, test.Classes);
            probability.Forward(in pass, answers, output, []);
            for (int i = 0; i < count; i++)
            {
                int predicted = model.Task.PredictClass(answers.Row(i));
                if (predicted != labels[i] && predicted != LearningTask.NoClass)
                    wrong.Add((first + i, predicted, output.Row(i).ToArray()));
            }
        }

        var pairs = new Dictionary<(int, int), int>();
        var chosen = wrong
            .OrderByDescending(answer => answer.Probabilities[answer.Predicted])
            .Where(answer => Count(pairs, (test.Labels[answer.Index], answer.Predicted)) <= MaxOfAPair)
            .Take(Most);
        return [.. chosen.Select(answer => new WrongPrediction(
            answer.Index,
            test.ClassNames[test.Labels[answer.Index]],
            [.. Enumerable.Range(0, test.Classes)
                .OrderByDescending(index => answer.Probabilities[index])
                .Take(Likeliest)
                .Select(index => new ClassProbability(test.ClassNames[index], answer.Probabilities[index]))],
            PngImage.Encode(test.Shape, test.Pixels(answer.Index))))];
    }

    private static int Count(Dictionary<(int, int), int> pairs, (int Truth, int Predicted) pair) =>
        pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
}
