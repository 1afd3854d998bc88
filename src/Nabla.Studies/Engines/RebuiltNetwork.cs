using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A network of the library and the same on the second opinion, which learns; the library's receives what it learns, rounded.</summary>
internal sealed class RebuiltNetwork(Network network, AutogradLayers layers)
{
    /// <summary>The network on the second opinion.</summary>
    public Autograd.Layers.Sequence Layers { get; } = layers.Rebuild(network);

    /// <summary>Gives the library's network the parameters, their gradients and the running statistics.</summary>
    public void WriteBack(IReadOnlyList<Matrix> gradients)
    {
        var parameters = network.Parameters;
        for (int i = 0; i < parameters.All.Count; i++)
        {
            Round(Layers.Parameters[i].Value, parameters.All[i].Value);
            Round(gradients[i], parameters.All[i].Gradient);
        }

        for (int i = 0; i < parameters.Buffers.Count; i++)
            Round(Layers.Statistics[i].Value, parameters.Buffers[i].Value);
        ReadStatistics();
    }

    /// <summary>Takes the running statistics from the library's network: what it answers with is what is carried on, so nothing is lost between two runs.</summary>
    public void ReadStatistics()
    {
        for (int i = 0; i < Layers.Statistics.Count; i++)
            Layers.Statistics[i].Value.CopyFrom(network.Parameters.Buffers[i].Value.ToRowMajor());
    }

    private static void Round(Matrix from, PanelView to)
    {
        for (int row = 0; row < to.Rows; row++)
        {
            var source = from.Row(row);
            for (int panel = 0, column = 0; panel < to.Panels; panel++)
            {
                foreach (ref float value in to.Segment(row, panel))
                    value = (float)source[column++];
            }
        }
    }
}
