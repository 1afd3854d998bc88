using Nabla;

namespace Samples;

internal static class UseOnnx
{
    /// <summary>Writes iris.onnx.</summary>
    public static Classifier Write(Table table, string folder)
    {
        // sample: write an ONNX file
        var classifier = Classifier.Train(table, new() { Hidden = [32] });
        classifier.SaveOnnx(Path.Combine(folder, "iris.onnx"));
        // end

        return classifier;
    }

    /// <summary>Reads iris.onnx and logits.onnx.</summary>
    public static (Predictor, Model) Read(string folder)
    {
        // sample: read an ONNX file
        // What Nabla wrote comes back whole, to the bit; of other programs' files the graph says what it is.
        Predictor iris = Predictor.LoadOnnx(Path.Combine(folder, "iris.onnx"));

        // A graph that ends in logits does not say that they are classes: the caller does.
        Model animals = Model.LoadOnnx(Path.Combine(folder, "logits.onnx"), LearningTask.Classification("bird", "cat", "dog"));
        // end

        return (iris, animals);
    }
}
