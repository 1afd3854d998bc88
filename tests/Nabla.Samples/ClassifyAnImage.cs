using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class ClassifyAnImage
{
    /// <param name="path">A model's file.</param>
    /// <param name="pixels">3 × 32 × 32 bytes: the red ones row by row, then the green, then the blue.</param>
    public static (int Best, float[] Probabilities) Run(string path, byte[] pixels)
    {
        // sample: classify an image
        Model model = Model.Load(path);

        using var processor = new Processor(threads: 1);
        var pass = new Pass(processor, PassMode.Inference);
        var workspace = model.Network.CreateWorkspace(batchCapacity: 1, processor);
        var input = workspace.Input(rows: 1);
        model.Input.StandardizePixels(pixels, input);
        var logits = model.Network.Forward(pass, input, workspace);

        int classes = model.Task.Names.Count;
        float[] probabilities = new float[classes];
        model.Output.Forward(pass, logits, new MatrixView(probabilities, 1, classes), cache: []);
        int best = model.Task.PredictClass(probabilities);
        Console.WriteLine($"{model.Task.Names[best]}, with probability {probabilities[best]:F3}");
        // end

        return (best, probabilities);
    }
}
