using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class LearnTheSine
{
    /// <param name="steps">How often the network sees all the points.</param>
    /// <returns>The mean squared error of each step.</returns>
    public static double[] Run(int steps)
    {
        double[] losses = new double[steps];

        // sample: learn values, not classes
        const int Count = 64;
        float[] x = [.. Enumerable.Range(0, Count).Select(i => -3 + (6f * i / (Count - 1)))];
        float[] y = [.. x.Select(value => (float)Math.Sin(value))];

        var network = Network.Create(inputs: 1, hidden: [16], outputs: 1, Activation.Tanh, seed: 42);

        using var processor = new Processor(threads: 1);
        var workspace = network.CreateWorkspace(Count, processor);
        var (loss, sgd) = (new MeanSquaredError(), new Sgd(learningRate: 0.1, momentum: 0.9));
        var state = sgd.CreateState(network.Parameters);
        float[] sampleLosses = new float[Count];

        for (int step = 1; step <= steps; step++)
        {
            var pass = new Pass(processor, PassMode.Training, step);
            var output = network.Forward(pass, new MatrixView(x, Count, 1), workspace);
            losses[step - 1] = loss.Evaluate(
                processor, output, new MatrixView(y, Count, 1), sampleLosses, network.OutputGradient(Count, workspace));
            network.Parameters.ZeroGradients();
            network.Backward(pass, new MatrixView(x, Count, 1), workspace);
            sgd.Step(processor, network.Parameters, state, sgd.LearningRate);
        }
        // end

        return losses;
    }
}
