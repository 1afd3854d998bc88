using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class OwnTrainingLoop
{
    /// <param name="network">An initialised network.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="epochs">How often.</param>
    public static double[] Run(Network network, Subset train, int epochs)
    {
        double[] losses = new double[epochs];

        // sample: write your own training loop
        const int BatchSize = 128;
        using var processor = new Processor(threads: 2);
        TrainingMethod method = new Sgd(learningRate: 0.1);
        TrainingStep step = method.CreateStep(network, new SoftmaxCrossEntropy(), BatchSize, new RandomKey(42), new TrainerOptions(), processor);

        long number = 0;
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            int[] order = Trainer.DrawOrder(train.Count, seed: 42, epoch);

            int batches = train.Count / BatchSize;
            double sum = 0;
            for (int batch = 0; batch < batches; batch++)
                sum += step.Run(train, order.AsSpan(batch * BatchSize, BatchSize), ++number).Loss;
            losses[epoch - 1] = sum / batches;
        }
        // end

        return losses;
    }
}
