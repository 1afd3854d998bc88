using Nabla.Networks;

namespace Nabla.Fuzz;

/// <summary>A reader whose files are damaged. Derive from it for another one, and list it in <see cref="FuzzTargets"/>.</summary>
public abstract class FuzzTarget
{
    /// <summary>Gets what the reader is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the good files to begin with: each a folder of files by name.</summary>
    public abstract IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; }

    /// <summary>Reads a folder as a user's program does.</summary>
    /// <returns>What was read, for <see cref="Check"/>.</returns>
    public abstract object Read(string folder);

    /// <summary>Checks that what was read is plausible.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="folder">Where it was read from.</param>
    /// <returns>A hash of all of it.</returns>
    /// <exception cref="FuzzException">It is not plausible.</exception>
    public abstract ulong Check(object read, string folder);

    /// <summary>Damages one file.</summary>
    public virtual FuzzCase Create(Draws draws)
    {
        int seed = draws.Below(Seeds.Count);
        var (name, bytes) = draws.Of(Seeds[seed].ToArray());
        var (damaged, kind, what) = Mutation.Apply(bytes, [.. Seeds.SelectMany(files => files.Values)], draws);
        return new(seed, name, damaged, Expect(name, bytes, kind), what);
    }

    /// <summary>Returns the most bytes that may be allocated for reading files of a length: the bound that the reader states.</summary>
    public abstract long MaxAllocation(long length);

    /// <summary>Returns what may come of a damage.</summary>
    protected abstract Outcome Expect(string name, byte[] bytes, Mutation.Kind kind);

    /// <summary>Checks what every data set keeps to, and hashes it.</summary>
    protected static ulong CheckDataset(Dataset data, Func<int, ReadOnlyMemory<byte>> example)
    {
        var hash = new ContentHash();
        Require(data.Count > 0 && data.Features > 0, "there is nothing in it");
        Require(data.Task.IsClassification ? data.Labels.Length == data.Count && data.Values.IsEmpty : data.Values.Length == data.Count * data.Task.Names.Count && data.Labels.IsEmpty, "the targets are not as many as the examples");
        hash.Add(data.Count);
        hash.Add(data.Features);
        foreach (string name in data.Task.Names)
            hash.Add(name);
        foreach (int label in data.Labels)
        {
            Require((uint)label < (uint)data.Classes, "a label is no class");
            hash.Add(label);
        }

        foreach (float value in data.Values)
        {
            Require(float.IsFinite(value), "a value is not finite");
            hash.Add(BitConverter.SingleToInt32Bits(value));
        }

        for (int i = 0; i < data.Count; i++)
            hash.Add(example(i).Span);
        return hash.Value;
    }

    /// <summary>Fails the case unless something holds.</summary>
    protected static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new FuzzException(otherwise);
    }

    protected static Dictionary<string, byte[]> Files(params (string Name, byte[] Bytes)[] files) => files.ToDictionary(file => file.Name, file => file.Bytes, StringComparer.Ordinal);
}
