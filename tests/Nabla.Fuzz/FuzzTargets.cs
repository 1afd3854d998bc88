namespace Nabla.Fuzz;

/// <summary>The readers whose files are damaged.</summary>
public static class FuzzTargets
{
    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [new CsvTarget(), new ModelTarget(), new NpzModelTarget(), new PyTorchTarget(), new OnnxTarget(), new NpyTarget(), new NpzTarget(), new IdxTarget(), new PngTarget(), new Cifar10Target(), new Cifar100Target()];
}
