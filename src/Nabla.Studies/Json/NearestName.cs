namespace Nabla.Studies;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest typing errors between it and what was written; null when none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <remarks>Near means at most a quarter of the letters wrong, or two of a short word; upper and lower case count as the same.</remarks>
    public static string? Find(string written, IEnumerable<string> known)
    {
        string? nearest = null;
        int best = Math.Max(2, written.Length / 4) + 1;
        foreach (string name in known)
        {
            int distance = Distance(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < best && distance < name.Length)
                (nearest, best) = (name, distance);
        }

        return nearest;
    }

    /// <summary>"; did you mean "x"?" or a full stop, to end a sentence about an unknown name with.</summary>
    public static string Suggestion(string written, IEnumerable<string> known) =>
        Find(written, known) is { } name ? $"; did you mean \"{name}\"?" : ".";

    /// <summary>Letters to insert, remove, change or swap with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
