using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>Defines the columns of a table made from objects, one call per column.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
public sealed class TableColumns<T>
{
    private readonly List<Func<IReadOnlyList<T>, Column>> _columns = [];

    internal TableColumns()
    {
    }

    internal string? Target { get; private set; }

    internal string? WeightsColumn { get; private set; }

    /// <summary>Adds a numeric feature.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">Returns an object's number; null or NaN if it is missing.</param>
    /// <returns>This object, for the next call.</returns>
    public TableColumns<T> Numeric(string name, Func<T, double?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _columns.Add(rows => Column.Numeric(name, rows.Select(row => value(row) ?? double.NaN)));
        return this;
    }

    /// <summary>Adds a categorical feature.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">Returns an object's category; null or empty if it is missing.</param>
    /// <returns>This object, for the next call.</returns>
    public TableColumns<T> Categorical(string name, Func<T, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _columns.Add(rows => Column.Categorical(name, rows.Select(value)));
        return this;
    }

    /// <summary>Adds the target of a classifier.</summary>
    /// <inheritdoc cref="Categorical"/>
    public TableColumns<T> TargetClass(string name, Func<T, string> value)
    {
        Target = name;
        return Categorical(name, value);
    }

    /// <summary>Adds the target of a regressor.</summary>
    /// <inheritdoc cref="Numeric"/>
    public TableColumns<T> TargetValue(string name, Func<T, double> value)
    {
        Target = name;
        return Numeric(name, row => value(row));
    }

    /// <summary>Adds the weight of each row in the loss.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="value">Returns an object's weight; finite, at least 0.</param>
    /// <returns>This object, for the next call.</returns>
    public TableColumns<T> Weights(string name, Func<T, double> value)
    {
        WeightsColumn = name;
        return Numeric(name, row => value(row));
    }

    internal Table Build(IReadOnlyList<T> rows, string name)
    {
        if (rows.Count == 0)
            throw new ArgumentException($"{name} has no rows.", nameof(rows));
        if (_columns.Count == 0)
            throw new ArgumentException($"{name} has no columns; name each, as in columns.Numeric(\"length\", row => row.Length).", nameof(rows));
        return Table.FromColumns(_columns.Select(column => column(rows)), Target, WeightsColumn, name);
    }
}
