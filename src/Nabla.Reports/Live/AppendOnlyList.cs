namespace Nabla.Reports.Live;

/// <summary>A list that only grows, so that other threads can read its earlier contents meanwhile: items are never moved or modified.</summary>
/// <remarks>One thread adds. A slice is safe for another thread that received it through a volatile write after it was taken.</remarks>
internal sealed class AppendOnlyList<T>
{
    private T[] _items = new T[16];
    private int _count;

    /// <summary>Adds an item; if there is no room, to a larger array, so that slices keep theirs.</summary>
    public void Add(T item)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, 2 * _count);
        _items[_count++] = item;
    }

    /// <summary>Returns the current items, without a copy.</summary>
    public ArraySegment<T> Slice() => new(_items, 0, _count);
}
