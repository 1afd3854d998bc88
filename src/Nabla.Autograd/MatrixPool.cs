using System.Runtime.InteropServices;

namespace Nabla.Autograd;

/// <summary>Reuses the memory of large results in the next step; small ones are left to the garbage collector.</summary>
internal sealed class MatrixPool
{
    private const int Large = 2048;

    private readonly Dictionary<int, Stack<double[]>> _free = [];
    private readonly List<double[]> _rented = [];

    /// <summary>Gets the number of rented arrays.</summary>
    public int Count => _rented.Count;

    /// <summary>Returns a matrix whose elements must be written before they are read.</summary>
    public Matrix Rent(Shape shape)
    {
        int length = checked(shape.Rows * shape.Columns);
        if (length < Large)
            return new(shape.Rows, shape.Columns);
        double[] elements = _free.TryGetValue(length, out var stack) && stack.TryPop(out var used)
            ? used
            : GC.AllocateUninitializedArray<double>(length);
        _rented.Add(elements);
        return new(shape.Rows, shape.Columns, elements);
    }

    /// <summary>Reclaims the arrays rented since a mark, except those with the values of these nodes.</summary>
    public void ReclaimFrom(int mark, IReadOnlyCollection<Node> except)
    {
        var kept = except.Select(node => node.Value.Elements).ToHashSet();
        int stay = mark;
        for (int i = mark; i < _rented.Count; i++)
        {
            if (kept.Contains(_rented[i]))
            {
                _rented[stay++] = _rented[i];
                continue;
            }

            ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(_free, _rented[i].Length, out _);
            (stack ??= []).Push(_rented[i]);
        }

        _rented.RemoveRange(stay, _rented.Count - stay);
    }
}
