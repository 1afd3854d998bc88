namespace Nabla.Cli.Commands;

/// <summary>A format that <c>nabla export</c> writes. A new one is a line in <see cref="All"/>.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Description">The description for the help.</param>
/// <param name="Save">Writes a model to a path, completely or not at all; throws <see cref="NotSupportedException"/> with a sentence if the format does not support the model.</param>
/// <param name="Code">Returns the code that loads the file, to be printed. Default null: the path of the file is printed.</param>
internal sealed record ExportFormat(string Name, string Description, Action<Model, string> Save, Func<Model, string, string>? Code = null)
{
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("pytorch", "safetensors for load_state_dict; the nn.Sequential is printed", (model, path) => model.SavePyTorch(path), (model, path) => model.ToPyTorchCode(path)),
        new("onnx", "for ONNX Runtime, from raw values to predictions", (model, path) => model.SaveOnnx(path)),
        new("npz", "arrays for NumPy", (model, path) => model.SaveNpz(path)),
    ];

    /// <exception cref="UsageException">There is no such format.</exception>
    public static ExportFormat Find(string name) => All.FirstOrDefault(format => format.Name == name)
        ?? throw new UsageException($"there is no format \"{name}\"; there is {string.Join(", ", All.Select(format => format.Name))}.");
}
