using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Locates data sets on the user's machine.</summary>
public static class DataDirectories
{
    /// <summary>Returns the directory of CIFAR-10: the given one, otherwise in <c>$NABLA_DATA</c>, otherwise in <c>nabla</c> in the user's cache folder.</summary>
    /// <remarks>The cache folder is <c>$XDG_CACHE_HOME</c>, otherwise <c>~/.cache</c>.</remarks>
    /// <param name="given">The user's choice, if any.</param>
    /// <param name="environment">Looks up an environment variable; null if it is not set.</param>
    /// <returns>The first of these that is set, whether or not it exists.</returns>
    /// <exception cref="InvalidDataException">No directory is given, and no variable specifies one.</exception>
    public static string Cifar10(string? given, Func<string, string?> environment) =>
        string.IsNullOrEmpty(given) ? Path.Combine(Root(environment), Nabla.Cifar10.FolderName) : given;

    /// <summary>Returns the directory of MNIST: in <c>$NABLA_DATA</c>, otherwise in <c>nabla</c> in the user's cache folder.</summary>
    /// <param name="environment">Looks up an environment variable; null if it is not set.</param>
    /// <returns>The first of these that is set, whether or not it exists.</returns>
    /// <exception cref="InvalidDataException">No variable specifies a directory.</exception>
    public static string Mnist(Func<string, string?> environment) => Path.Combine(Root(environment), "mnist");

    private static string Root(Func<string, string?> environment)
    {
        if (environment("NABLA_DATA") is { Length: > 0 } chosen)
            return chosen;

        // The XDG base directory specification requires relative paths to be ignored.
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache))
            return Path.Combine(cache, "nabla");

        foreach (string home in new[] { "HOME", "USERPROFILE" })
        {
            if (environment(home) is { Length: > 0 } path)
                return Path.Combine(path, ".cache", "nabla");
        }

        throw new InvalidDataException(
            "There is no data directory: none of NABLA_DATA, XDG_CACHE_HOME, HOME and USERPROFILE is set. Name the folder, or set NABLA_DATA.");
    }
}
