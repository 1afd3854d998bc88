namespace Nabla.Reports.Live;

/// <summary>A list that only grows, so that what it held at one moment can be read by other threads while it does: items are never moved or changed in place.</summary>
/// <remarks>One thread adds. A slice is safe for another thread that got it through a volatile write after it was taken.</remarks>
internal sealed class AppendOnlyList<T>
{
    private T[] _items = new T[16];
    private int _count;

    /// <summary>Adds one; in a larger array when there is no room, so that slices keep theirs.</summary>
    public void Add(T item)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, 2 * _count);
        _items[_count++] = item;
    }

    /// <summary>What is in it now, without a copy.</summary>
    public ArraySegment<T> Slice() => new(_items, 0, _count);
}
