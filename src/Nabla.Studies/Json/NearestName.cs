namespace Nabla.Studies;

/// <summary>Finds the known name that a misspelt one probably means.</summary>
public static class NearestName
{
    /// <summary>Returns the known name with the smallest number of typing errors; null if none is close.</summary>
    /// <param name="written">The name as written.</param>
    /// <param name="known">The known names.</param>
    /// <remarks>Close means at most a quarter of the letters wrong, or two of a short word; case is ignored.</remarks>
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

    /// <summary>Returns "; did you mean "x"?" or a full stop, to end a sentence about an unknown name.</summary>
    public static string Suggestion(string written, IEnumerable<string> known) =>
        Find(written, known) is { } name ? $"; did you mean \"{name}\"?" : ".";

    /// <summary>Returns the number of letters to insert, remove, change or swap with their neighbour (optimal string alignment).</summary>
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
