using System.Globalization;
using Nabla.Networks;

namespace Nabla.Fuzz;

/// <summary>Gives many damaged files to a reader. Each must end in a plausible data set or in an error that says what is wrong, within bounds of time and memory.</summary>
/// <param name="target">The reader.</param>
/// <param name="seed">Decides the damages: the same seed, reader and number give the same file.</param>
/// <param name="folder">A folder to work in, in memory if possible.</param>
/// <param name="clock">Measures the slowest file.</param>
public sealed class FuzzRun(FuzzTarget target, ulong seed, string folder, TimeProvider clock)
{
    private const int MaxFailures = 20, MaxMessage = 1_500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _failures = [];
    private readonly Dictionary<int, ulong> _good = [];
    private long _began;
    private int _number;

    /// <summary>Gets what went wrong: at most 20 of the cases.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Gets how many files were read.</summary>
    public int Accepted { get; private set; }

    /// <summary>Gets how many files were refused with an error.</summary>
    public int Refused { get; private set; }

    /// <summary>Gets the most memory that a file took, as a share of what its reader may take.</summary>
    public double LargestShare { get; private set; }

    /// <summary>Gets the most bytes that were allocated for a file.</summary>
    public long LargestAllocation { get; private set; }

    /// <summary>Gets the longest time that a file took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Runs cases.</summary>
    /// <param name="first">The number of the first case.</param>
    /// <param name="count">How many.</param>
    public void Run(int first, int count)
    {
        for (int i = 0; i < target.Seeds.Count; i++)
        {
            string place = Place(i);
            foreach (var (name, bytes) in target.Seeds[i])
                Write(place, name, bytes);
            _good[i] = target.Check(target.Read(place), place);
        }

        // A reader that hangs cannot be interrupted: the process ends, with the number of the case.
        using var watch = new Timer(_ => Watch(), null, Patience / 4, Patience / 4);
        var key = new RandomKey(seed).Fold((ulong)target.Name.Sum(letter => letter));
        for (_number = first; _number < first + count && _failures.Count < MaxFailures; _number++)
        {
            var test = target.Create(new Draws(key.Fold((ulong)_number)));
            string place = Place(test.Seed);
            Write(place, test.File, test.Bytes);
            Try(test, place);
            Write(place, test.File, target.Seeds[test.Seed][test.File]);
        }
    }

    private void Try(FuzzCase test, string place)
    {
        long length = test.Bytes.Length + target.Seeds[test.Seed].Sum(file => (long)file.Value.Length);
        long allowed = target.MaxAllocation(length);
        Volatile.Write(ref _began, clock.GetTimestamp());
        long before = GC.GetAllocatedBytesForCurrentThread();
        object? read = null;
        try
        {
            read = target.Read(place);
        }
        catch (InvalidDataException error)
        {
            Refused++;
            if (!error.Message.StartsWith(place, StringComparison.Ordinal) || error.Message.Length > place.Length + MaxMessage || error.Message.Any(char.IsControl))
                Fail(test, $"the error does not name the file in one line of text: {error.Message}");
        }
        catch (Exception error)
        {
            Fail(test, $"got {error.GetType().Name}: {error.Message}\n{error.StackTrace}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var took = clock.GetElapsedTime(Volatile.Read(ref _began));
        Slowest = took > Slowest ? took : Slowest;
        LargestAllocation = Math.Max(LargestAllocation, allocated);
        LargestShare = Math.Max(LargestShare, (double)allocated / allowed);
        if (allocated > allowed)
            Fail(test, string.Create(CultureInfo.InvariantCulture, $"allocated {allocated} bytes for files of {length}; allowed are {allowed}"));
        if (read is not null)
            Check(test, read, place);
        Volatile.Write(ref _began, 0);
    }

    private void Check(FuzzCase test, object read, string place)
    {
        Accepted++;
        try
        {
            ulong hash = target.Check(read, place);
            if (test.Expected == Outcome.Error)
                Fail(test, "was read; expected an error");
            if (test.Expected == Outcome.SameOrError && hash != _good[test.Seed])
                Fail(test, "gave other data than the undamaged files, though a checksum covers them");
        }
        catch (FuzzException error)
        {
            Fail(test, error.Message);
        }
    }

    private void Fail(FuzzCase test, string what) =>
        _failures.Add(string.Create(CultureInfo.InvariantCulture, $"case {_number} of {target.Name}, seed {seed} ({test.File} of files {test.Seed}: {test.What}): {what}"));

    private void Watch()
    {
        long began = Volatile.Read(ref _began);
        if (began != 0 && clock.GetElapsedTime(began) > Patience)
            Environment.FailFast($"Case {_number} of {target.Name} with seed {seed} has not ended within {Patience.TotalSeconds} s.");
    }

    private string Place(int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{number}"));

    private static void Write(string place, string name, byte[] bytes)
    {
        string path = Path.Combine(place, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
