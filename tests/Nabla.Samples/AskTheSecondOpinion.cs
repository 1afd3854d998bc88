using Nabla.Autograd;

namespace Samples;

internal static class AskTheSecondOpinion
{
    public static (Matrix Gradient, Matrix Steepest, Matrix Hessian) Run()
    {
        // sample: the second opinion
        var tape = new Tape();
        Node x = tape.Constant(Matrix.Of([[1, 2], [3, -1]]));
        Node w = tape.Variable(Matrix.Of([[0.5], [-1]]));
        Node loss = x.Times(w).Exp().Mean();

        Node gradient = tape.Gradient(loss, w, record: true);     // made of nodes, as everything is,
        Node length = gradient.Squared().Sum().Sqrt();
        Node steepest = tape.Gradient(length, w);                 // so it has a gradient too
        Console.WriteLine($"{gradient.Value}, and its length grows along {steepest.Value}");

        Matrix hessian = Differentiate.Hessian(v => (v * v * v).Sum(), at: Matrix.Of([[1, 2]]));
        Console.WriteLine(hessian);                               // 2x2 [6 0; 0 12]
        // end

        return (gradient.Value, steepest.Value, hessian);
    }
}
