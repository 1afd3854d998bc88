using Nabla.Autograd.Layers;
using Nabla.Autograd.Losses;
using Nabla.Autograd.Optimizers;

namespace Nabla.Autograd.Training;

/// <summary>Performs training steps in double precision: forward, loss, gradients, update, running statistics.</summary>
/// <remarks>The tape's memory is reused: gradients and output are valid until the next call. Copy them to keep them.</remarks>
/// <param name="network">The network, whose parameters are updated in place.</param>
/// <param name="loss">The loss to minimise.</param>
/// <param name="rule">The optimizer.</param>
/// <param name="penalty">The penalty on the weights; null for none.</param>
/// <param name="threads">The maximum number of threads of a large product; never changes a result.</param>
public sealed class TrainingStep(Layer network, Loss loss, UpdateRule rule, ElasticNet? penalty = null, int threads = 1)
{
    private readonly Tape _tape = new(threads);

    /// <summary>Gets the gradients of the last step, penalty included, one per parameter of the network, in order.</summary>
    public IReadOnlyList<Matrix> Gradients { get; private set; } = [];

    /// <summary>Gets the network's outputs in the last step, before the update.</summary>
    public Matrix? Output { get; private set; }

    /// <summary>Gets the last step's mean loss, without the penalty.</summary>
    public double Loss { get; private set; }

    /// <summary>Gets the last step's penalty.</summary>
    public double Penalty { get; private set; }

    /// <summary>Computes loss and gradients of a batch without an update.</summary>
    /// <remarks>For custom training loops, for example with gradient clipping. <see cref="Run"/> also updates the parameters and the statistics.</remarks>
    /// <param name="batch">The input, [samples, features].</param>
    /// <param name="targets">The targets.</param>
    /// <param name="masks">The factors of each dropout layer's inputs, in the order of the layers; null if nothing is dropped.</param>
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
    /// <param name="batch">The input, [samples, features].</param>
    /// <param name="targets">The targets.</param>
    /// <param name="learningRate">The learning rate η of this step.</param>
    /// <param name="masks">The factors of each dropout layer's inputs, in the order of the layers; null if nothing is dropped.</param>
    /// <returns>The mean loss before the update, without the penalty.</returns>
    public double Run(Matrix batch, Targets targets, double learningRate, IReadOnlyList<Matrix>? masks = null)
    {
        var pass = Differentiate(batch, targets, masks);
        rule.Update(network.Parameters, Gradients, learningRate);
        pass.UpdateStatistics();
        return Loss;
    }

    /// <summary>Returns a copy of the network's outputs for a batch.</summary>
    /// <param name="batch">The input, [samples, features].</param>
    /// <param name="mode">The purpose of the pass. Default inference.</param>
    public Matrix Answer(Matrix batch, PassMode mode = PassMode.Inference)
    {
        _tape.Reset();
        Node[] parameters = [.. network.Parameters.Select(parameter => _tape.Constant(parameter.Value))];
        return network.Forward(_tape.Constant(batch), parameters, new Pass(mode)).Value.Copy();
    }
}
