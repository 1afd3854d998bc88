using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class CheckAGradient
{
    public static (float[] Analytic, double[] Numeric) Run()
    {
        // sample: check a gradient
        var layer = new Linear(inputs: 3, outputs: 2);
        layer.Initialize(new RandomKey(Seed: 1));
        using var processor = new Processor(threads: 1);
        var pass = new Pass(processor, PassMode.Training);
        float[] x = [1, -2, 0.5f], y = new float[2], dy = [1, -1], dx = new float[3];

        double Loss()                                   // any number that depends on y: here dy · y
        {
            layer.Forward(pass, new MatrixView(x, 1, 3), new MatrixView(y, 1, 2), cache: []);
            return ((double)dy[0] * y[0]) + ((double)dy[1] * y[1]);
        }

        Loss();
        layer.Backward(pass, new MatrixView(x, 1, 3), new MatrixView(y, 1, 2), cache: [], new MatrixView(dy, 1, 2), new MatrixView(dx, 1, 3), scratch: []);

        double[] differences = new double[3];
        for (int i = 0; i < 3; i++)
        {
            float kept = x[i];
            x[i] = kept + 0.125f;
            double above = Loss();
            x[i] = kept - 0.125f;
            double below = Loss();
            x[i] = kept;
            differences[i] = (above - below) / 0.25;
            Console.WriteLine($"dx[{i}] is {dx[i]}; by central differences {differences[i]}");
        }
        // end

        return (dx, differences);
    }
}
