using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>A network of the library and its equivalent on the autograd engine, which is trained; the library's network receives the rounded results.</summary>
internal sealed class RebuiltNetwork(Network network, AutogradLayers layers)
{
    /// <summary>Gets the network on the autograd engine.</summary>
    public Autograd.Layers.Sequence Layers { get; } = layers.Rebuild(network);

    /// <summary>Writes the parameters, their gradients and the running statistics to the library's network.</summary>
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

    /// <summary>Reads the running statistics from the library's network, where they are stored, so that nothing is lost between two runs.</summary>
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
