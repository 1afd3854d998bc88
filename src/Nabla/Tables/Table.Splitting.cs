using Nabla.Networks;

namespace Nabla;

/// <content>Splits a table.</content>
public sealed partial class Table
{
    /// <summary>Splits off some of the rows at random, stratified: the proportions of the classes are the same in both parts.</summary>
    /// <remarks>If the target is not a class, the split is not stratified. The rows keep their order in each part.</remarks>
    /// <param name="testFraction">The fraction of the rows in the second part; above 0 and below 1. Each part has at least one row.</param>
    /// <param name="seed">The random seed.</param>
    /// <param name="groups">The name of a column; rows with the same value in it go to the same part, which is then not stratified. Default: none.</param>
    /// <returns>The training part and the test part.</returns>
    /// <exception cref="ArgumentException">The fraction is outside its range, or there is only one group.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public (Table Train, Table Test) Split(double testFraction, ulong seed, string? groups = null)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, FormattableString.Invariant($"testFraction is {testFraction}; it must be above 0 and below 1."));
        if (RowCount < 2)
            throw new InvalidOperationException($"{Name} has {RowCount} {(RowCount == 1 ? "row" : "rows")}; a split requires at least 2.");
        var strata = groups is null ? TableTarget.Strata(this) : null;
        int[] test = groups is null
            ? RowSampling.Stratified(strata!, RowCount, testFraction, seed)
            : RowSampling.Grouped(Name, this[groups], testFraction, seed);
        return (Take(RowSampling.Others(test, RowCount)), Take(test));
    }

    /// <summary>Splits the rows into folds of nearly equal size; each is the test part once, with the others as the training part.</summary>
    /// <remarks>The folds are stratified if the target is a class. The only row of a class is in every training part and in no test part.</remarks>
    /// <param name="count">The number of folds; at least 2, at most the number of rows, or of groups.</param>
    /// <param name="seed">The random seed.</param>
    /// <param name="groups">The name of a column; rows with the same value in it go to the same fold. Default: none.</param>
    /// <exception cref="ArgumentException">There are fewer rows or groups than folds.</exception>
    public IReadOnlyList<(Table Train, Table Test)> Folds(int count, ulong seed, string? groups = null)
    {
        if (count < 2)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Got {count} folds; expected at least 2.");
        if (RowCount < count)
            throw new ArgumentException($"{Name} has {RowCount} rows, fewer than the {count} folds; use at most {RowCount} folds.", nameof(count));
        int[] foldOf = groups is null
            ? RowSampling.StratifiedFolds(Name, TableTarget.Strata(this), RowCount, count, seed)
            : RowSampling.GroupedFolds(Name, this[groups], count, seed);
        var folds = new List<(Table, Table)>(count);
        for (int fold = 0; fold < count; fold++)
        {
            int[] test = [.. Enumerable.Range(0, RowCount).Where(row => foldOf[row] == fold)];
            folds.Add((Take(RowSampling.Others(test, RowCount)), Take(test)));
        }

        return folds;
    }
}
