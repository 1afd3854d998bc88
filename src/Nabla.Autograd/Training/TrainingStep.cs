using Nabla.Autograd.Layers;
using Nabla.Autograd.Losses;
using Nabla.Autograd.Optimizers;

namespace Nabla.Autograd.Training;

/// <summary>One step of training after another, in double precision: forward, loss, gradients by the tape, update, running statistics.</summary>
/// <remarks>The tape's memory is used again: gradients and output are good until the next call. Copy what has to last.</remarks>
/// <param name="network">Its parameters are changed in place.</param>
/// <param name="loss">What is made small.</param>
/// <param name="rule">How.</param>
/// <param name="penalty">What weights pay besides; null for nothing.</param>
/// <param name="threads">How many threads a large product may use; never changes a result.</param>
public sealed class TrainingStep(Layer network, Loss loss, UpdateRule rule, ElasticNet? penalty = null, int threads = 1)
{
    private readonly Tape _tape = new(threads);

    /// <summary>The gradients of the last step, penalty included, one for each of the network's parameters, in their order.</summary>
    public IReadOnlyList<Matrix> Gradients { get; private set; } = [];

    /// <summary>What the network said in the last step, before the update.</summary>
    public Matrix? Output { get; private set; }

    /// <summary>The last step's mean loss, without the penalty.</summary>
    public double Loss { get; private set; }

    /// <summary>The last step's penalty.</summary>
    public double Penalty { get; private set; }

    /// <summary>Loss and gradients of a batch; nothing is changed but this object's results.</summary>
    /// <remarks>For loops of one's own, that clip gradients, say. <see cref="Run"/> is this, the rule's update, and the statistics'.</remarks>
    /// <param name="batch">x, [samples, features].</param>
    /// <param name="targets">What the network should say.</param>
    /// <param name="masks">The factors of each dropout layer's inputs, in the layers' order; null when nothing is dropped.</param>
    /// <returns>The pass, for its running statistics.</returns>
    public Pass Differentiate(Matrix batch, Targets targets, IReadOnlyList<Matrix>? masks = null)
    {
        _tape.Reset();
        var pass = new Pass(PassMode.Training, masks);
        Node[] parameters = [.. network.Parameters.Select(parameter => _tape.Variable(parameter.Value))];
        Node output = network.Forward(_tape.Constant(batch), parameters, pass);
        pass.RequireAllMasksUsed();
        Node mean = loss.Mean(output, targets), total = mean;
        Node? paid = penalty?.Of(network.Parameters, parameters);
        if (paid is not null)
            total = mean + paid;
        Gradients = [.. _tape.Gradient(total, parameters).Select(gradient => gradient.Value)];
        (Output, Loss, Penalty) = (output.Value, mean.Scalar, paid?.Scalar ?? 0);
        return pass;
    }

    /// <summary>Trains on one batch.</summary>
    /// <param name="batch">x, [samples, features].</param>
    /// <param name="targets">What the network should say.</param>
    /// <param name="learningRate">η of this step.</param>
    /// <param name="masks">The factors of each dropout layer's inputs, in the layers' order; null when nothing is dropped.</param>
    /// <returns>The mean loss before the update, without the penalty.</returns>
    public double Run(Matrix batch, Targets targets, double learningRate, IReadOnlyList<Matrix>? masks = null)
    {
        var pass = Differentiate(batch, targets, masks);
        rule.Update(network.Parameters, Gradients, learningRate);
        pass.UpdateStatistics();
        return Loss;
    }

    /// <summary>What the network says of a batch, as a matrix of its own.</summary>
    /// <param name="batch">x, [samples, features].</param>
    /// <param name="mode">What for. Default inference.</param>
    public Matrix Answer(Matrix batch, PassMode mode = PassMode.Inference)
    {
        _tape.Reset();
        Node[] parameters = [.. network.Parameters.Select(parameter => _tape.Constant(parameter.Value))];
        return network.Forward(_tape.Constant(batch), parameters, new Pass(mode)).Value.Copy();
    }
}
