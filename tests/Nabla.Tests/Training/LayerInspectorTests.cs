using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>What is recorded of layers, against plain loops over what they put out.</summary>
public sealed class LayerInspectorTests
{
    private static readonly Blobs Data = new(600, 12, 4, new RandomKey(3));

    [Fact]
    public void Layers_inside_residual_blocks_stand_in_their_place()
    {
        var network = new Network(new Linear(12, 8), new Relu(8), new Residual(new Linear(8, 8), new Elu(8)), new Linear(8, 4));
        var layers = Inspect(network)[^1].Layers;
        Assert.Equal(["layers.0", "layers.1", "layers.2.0", "layers.2.1", "layers.3"], layers.Select(layer => layer.Layer));
        Assert.Equal(["Linear", "Relu", "Linear", "Elu", "Linear"], layers.Select(layer => layer.Kind));
        Assert.All(layers, layer => Assert.Equal(layer.Kind == "Linear", layer.GradientNorm is not null && layer.ParameterNorm is not null));
        Assert.All(layers, layer => Assert.Equal(layer.Kind != "Linear", layer.DeadShare is not null));
    }

    [Fact]
    public void A_unit_that_no_example_reaches_is_dead()
    {
        var network = new Network(new Linear(12, 8), new Relu(8), new Linear(8, 4));
        var layers = Inspect(network, beforehand: () =>
        {
            for (int j = 0; j < 3; j++)
                network.Layers[0].Parameters[1].Value[0, j] = -1000;
        })[^1].Layers;
        Assert.Equal(3.0 / 8, layers[1].DeadShare);
    }

    [Fact]
    public void Norms_are_those_of_the_validation_split_and_of_the_last_step()
    {
        var network = new Network(new Linear(12, 8), new Tanh(8), new Linear(8, 4));
        var layers = Inspect(network)[^1].Layers;

        using var processor = new Processor(threads: 1);
        var splits = Data.Split();
        var workspace = network.CreateWorkspace(splits.Validation.Count, processor);
        int[] rows = new int[splits.Validation.Count], labels = new int[rows.Length], positions = [.. Enumerable.Range(0, rows.Length)];
        splits.Validation.Gather(processor, positions, rows, workspace.Input(rows.Length), labels);
        network.Forward(new Pass(processor, PassMode.Inference), workspace.Input(rows.Length), workspace);
        for (int i = 0; i < 3; i++)
        {
            double squares = 0;
            for (int row = 0; row < rows.Length; row++)
            {
                foreach (float value in workspace.Output(i, rows.Length).Row(row))
                    squares += (double)value * value;
            }

            Assert.Equal(Math.Sqrt(squares / (rows.Length * network.Layers[i].Outputs)), layers[i].ActivationNorm, 1e-12);
        }

        Assert.Equal(Norm(network.Layers[0], parameter => parameter.Value), layers[0].ParameterNorm!.Value, 1e-12);
        Assert.Equal(Norm(network.Layers[0], parameter => parameter.Gradient), layers[0].GradientNorm!.Value, 1e-12);

        static double Norm(Layer layer, Func<Parameter, PanelView> of) =>
            Math.Sqrt(layer.Parameters.Sum(parameter => of(parameter).ToRowMajor().Sum(value => (double)value * value)));
    }

    private static IReadOnlyList<EpochRecord> Inspect(Network network, Action? beforehand = null)
    {
        network.Initialize(new RandomKey(8));
        beforehand?.Invoke();
        var splits = Data.Split();
        using var processor = new Processor(threads: 1);
        var options = new TrainerOptions { Epochs = 1, BatchSize = 32, Inspect = true };
        return new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(0.01f), options, processor).Fit(splits.Train, splits.Validation).Epochs;
    }
}
