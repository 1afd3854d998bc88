namespace Nabla.Networks;

/// <summary>Selects rows of a table at random, by class or by group.</summary>
/// <remarks>Every stratum and every group has its own random numbers, so the result depends only on the seed and the table.</remarks>
internal static class RowSampling
{
    /// <summary>Selects a fraction of the rows of each stratum, in ascending order.</summary>
    /// <remarks>
    /// The total is the fraction of all rows, rounded, at least 1 and fewer than all. Each stratum contributes the integer part of its fraction; the remainder comes from the
    /// strata with the largest remainders, and last from those of a single row: the rows not selected are the training set, where every class needs a row.
    /// </remarks>
    public static int[] Stratified(IReadOnlyList<int[]> strata, int rows, double fraction, ulong seed)
    {
        int total = Math.Clamp((int)Math.Round(fraction * rows), 1, rows - 1);
        int[] take = [.. strata.Select(stratum => (int)Math.Floor((double)total * stratum.Length / rows))];
        var byRemainder = Enumerable.Range(0, strata.Count)
            .OrderBy(i => strata[i].Length == 1).ThenByDescending(i => ((double)total * strata[i].Length / rows) - take[i]).ThenByDescending(i => strata[i].Length).ThenBy(i => i).ToArray();
        for (int i = 0, missing = total - take.Sum(); i < missing; i++)
            take[byRemainder[i % byRemainder.Length]]++;

        var drawn = new List<int>(total);
        for (int i = 0; i < strata.Count; i++)
            drawn.AddRange(Shuffled(strata[i], seed, i).Take(take[i]));
        drawn.Sort();
        return [.. drawn];
    }

    /// <summary>Selects whole groups until at least the fraction of the rows is reached, but never all groups.</summary>
    public static int[] Grouped(string table, Column column, double fraction, ulong seed)
    {
        var groups = Groups(column);
        if (groups.Count < 2)
            throw new ArgumentException($"{table}: column \"{column.Name}\" has {groups.Count} {(groups.Count == 1 ? "group" : "groups")}; a split requires at least 2.", nameof(column));
        int[] order = Shuffled([.. Enumerable.Range(0, groups.Count)], seed, 0);
        var drawn = new List<int>();
        for (int i = 0; i < order.Length - 1 && drawn.Count < fraction * column.Count; i++)
            drawn.AddRange(groups[order[i]]);
        drawn.Sort();
        return [.. drawn];
    }

    /// <summary>Assigns every row a fold: the rows of each stratum are distributed over the folds in turn, continuing where the previous stratum ended.</summary>
    /// <remarks>The only row of a class has no fold, −1: a model trained without it would not know the class.</remarks>
    public static int[] StratifiedFolds(string table, IReadOnlyList<int[]> strata, int rows, int folds, ulong seed)
    {
        int[] foldOf = new int[rows];
        int next = 0;
        for (int i = 0; i < strata.Count; i++)
        {
            if (strata.Count > 1 && strata[i].Length == 1)
            {
                foldOf[strata[i][0]] = -1;
                continue;
            }

            foreach (int row in Shuffled(strata[i], seed, i))
                foldOf[row] = next++ % folds;
        }

        if (next < folds)
            throw new ArgumentException($"{table} has {next} rows of classes with more than one row, fewer than the {folds} folds; use fewer folds.", nameof(folds));
        return foldOf;
    }

    /// <summary>Assigns every row the fold of its group: the largest groups first, each to the fold with the fewest rows so far.</summary>
    public static int[] GroupedFolds(string table, Column column, int folds, ulong seed)
    {
        var groups = Groups(column);
        if (groups.Count < folds)
            throw new ArgumentException($"{table}: column \"{column.Name}\" has {groups.Count} groups, fewer than the {folds} folds; use at most {groups.Count} folds.", nameof(folds));
        int[] foldOf = new int[column.Count], size = new int[folds];
        foreach (int group in Shuffled([.. Enumerable.Range(0, groups.Count)], seed, 0).OrderByDescending(group => groups[group].Length))
        {
            int fold = Array.IndexOf(size, size.Min());
            foreach (int row in groups[group])
                foldOf[row] = fold;
            size[fold] += groups[group].Length;
        }

        return foldOf;
    }

    /// <summary>Returns the rows that are not among these, in ascending order.</summary>
    public static int[] Others(int[] rows, int count)
    {
        bool[] taken = new bool[count];
        foreach (int row in rows)
            taken[row] = true;
        return [.. Enumerable.Range(0, count).Where(row => !taken[row])];
    }

    /// <summary>Returns the rows of each value of a column, in the order of first occurrence; missing values are a group of their own.</summary>
    public static IReadOnlyList<int[]> Groups(Column column)
    {
        var codes = new CategoryCodes();
        var groups = new List<List<int>>();
        List<int>? missing = null;
        for (int row = 0; row < column.Count; row++)
        {
            int code = codes.Of(column.TextAt(row));
            if (code == Column.Missing)
            {
                (missing ??= []).Add(row);
                continue;
            }

            if (code == groups.Count)
                groups.Add([]);
            groups[code].Add(row);
        }

        if (missing is not null)
            groups.Add(missing);
        return [.. groups.Select(group => group.ToArray())];
    }

    private static int[] Shuffled(int[] rows, ulong seed, int stratum)
    {
        int[] shuffled = [.. rows];
        new RandomKey(seed).Fold(RandomStreams.Splitting).Fold((ulong)stratum).Shuffle(shuffled);
        return shuffled;
    }
}
