using System.Globalization;
using Nabla.Fuzz;

const string Usage = "Usage: fuzz [--reader NAME|all] [--files N] [--seed S] [--first N]";
var (reader, files, seed, first) = ("all", 200_000, 42UL, 0);
for (int i = 0; i < args.Length; i += 2)
{
    string value = i + 1 < args.Length ? args[i + 1] : "";
    bool isNumber = ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && (args[i] == "--seed" || number <= int.MaxValue);
    switch (args[i])
    {
        case "--reader" when value == "all" || FuzzTargets.All.Any(target => target.Name == value): reader = value; break;
        case "--files" when isNumber: files = (int)number; break;
        case "--first" when isNumber: first = (int)number; break;
        case "--seed" when isNumber: seed = number; break;
        default:
            Console.Error.WriteLine($"{Usage}\nReaders: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.");
            return 2;
    }
}

// Where the system has a file system in memory, files are written there.
string memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
string folder = Path.Combine(memory, string.Create(CultureInfo.InvariantCulture, $"nabla-fuzz-{Environment.ProcessId}"));
bool isGood = true;
try
{
    foreach (var target in FuzzTargets.All.Where(target => reader == "all" || target.Name == reader))
    {
        var run = new FuzzRun(target, seed, folder, TimeProvider.System);
        long began = TimeProvider.System.GetTimestamp();
        run.Run(first, files);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name,-9} {run.Accepted + run.Refused,7} files: {run.Accepted} read, {run.Refused} refused, {run.Failures.Count} failures; at most {run.LargestAllocation / 1e6:F1} MB ({run.LargestShare:P0} of what is allowed) and {run.Slowest.TotalMilliseconds:F0} ms for one; {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s"));
        foreach (string failure in run.Failures)
            Console.WriteLine($"  {failure}");
        isGood &= run.Failures.Count == 0;
    }
}
finally
{
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
}

return isGood ? 0 : 1;
