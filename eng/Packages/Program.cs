using Packages;

// docs ASSEMBLY DOCS REFERENCES: keeps of a documentation file what users of the assembly can see. REFERENCES lists the files it was compiled with.
// check FOLDER ROOT:             checks the packages in a folder, built from the sources in ROOT; prints one line a package.
switch (args)
{
    case ["docs", var assembly, var docs, var references]:
        PublicDocumentation.Keep(assembly, docs, File.ReadAllLines(references));
        return 0;
    case ["check", var folder, var root]:
        string[] errors = [.. PackageFolder.Check(folder, root)];
        foreach (string error in errors)
            Console.Error.WriteLine(error);
        return errors.Length == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("Expected: docs ASSEMBLY DOCS REFERENCES, or: check FOLDER ROOT.");
        return 2;
}
