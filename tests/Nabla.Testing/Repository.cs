namespace Nabla.Testing;

/// <summary>Where the project's files lie, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder of the solution. Found from the test's own place: source paths in the assembly are not real in a deterministic build.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("No folder above the tests holds Nabla.slnx.")
        : File.Exists(Path.Combine(folder.FullName, "Nabla.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
