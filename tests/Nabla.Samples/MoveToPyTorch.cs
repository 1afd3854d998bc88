using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class MoveToPyTorch
{
    public static void Export(string path, string exported)
    {
        // sample: export for PyTorch
        Model model = Model.Load(path);
        model.SavePyTorch(exported);
        File.WriteAllText(Path.ChangeExtension(exported, ".py"), model.ToPyTorchCode(exported));
        // end
    }

    public static Model Import(string path, Standardizer standardizer)
    {
        // sample: load a state dict
        var network = new Network(new Linear(4, 16), new Relu(16), new Linear(16, 3));
        var model = new Model(network, InputSchema.Table(standardizer), LearningTask.Classification("setosa", "versicolor", "virginica"));
        model.LoadStateDict(path);
        // end

        return model;
    }
}
