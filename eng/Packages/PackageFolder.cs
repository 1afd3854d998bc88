namespace Packages;

/// <summary>The packages of one version, as they lie in a folder.</summary>
internal static class PackageFolder
{
    /// <summary>What is wrong with the packages in a folder; nothing if all is well.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="root">The sources they were built from.</param>
    public static IEnumerable<string> Check(string folder, string root)
    {
        string[] files = Directory.GetFiles(folder, "*.nupkg");
        if (files.Length == 0)
            yield return $"{folder}: there is no package.";
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            using var package = new Package(file);
            Console.WriteLine($"{package.Name}: {package.Bytes:N0} bytes, {package.Assemblies.Sum(entry => entry.Length):N0} of them assemblies before compression");
            foreach (string error in PackageRules.Errors(package, root))
                yield return $"{Path.GetFileName(file)}: {error}";
        }
    }
}
