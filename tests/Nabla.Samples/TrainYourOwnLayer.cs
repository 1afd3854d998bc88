using Nabla;
using Nabla.Networks;
using Nabla.Studies;

namespace Samples;

internal static class TrainYourOwnLayer
{
    public static (Network Trained, Network Loaded, TrainingReport Analytic, TrainingReport Autograd) Run(DataSplits splits, string path)
    {
        // sample: train, save and load it
        var layers = LayerRegistry.Default.With("PRelu", description => new PRelu(description.Width, description.GetSingle("initial")));
        var data = splits.Train.Dataset;
        var network = new Network(new Linear(data.Features, 16), new PRelu(16), new Linear(16, data.Classes));
        network.Initialize(seed: 42);

        using var processor = new Processor(threads: 1);
        var options = new TrainerOptions { Epochs = 3, BatchSize = 50, Seed = 42 };
        var report = new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(learningRate: 0.1f), options, processor).Fit(splits.Train, splits.Validation);

        new Model(network, data.DescribeInput(splits.Train.Standardizer), LearningTask.Classification(data.ClassNames)).Save(path, layers);
        var model = Model.Load(path, layers);
        // end

        // sample: train it on the autograd engine
        var copy = new Network([.. network.Layers.Select(layer => layer.Copy(layers))]);
        copy.Initialize(seed: 42);
        var method = new AutogradMethod(
            new Sgd(learningRate: 0.1f), AutogradLayers.Default.With("PRelu", description => new AutogradPRelu(description.Width)));
        var second = new Trainer(copy, new SoftmaxCrossEntropy(), method, options, processor).Fit(splits.Train, splits.Validation);
        // end

        return (network, model.Network, report, second);
    }
}
