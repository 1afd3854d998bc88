using Nabla.Networks;

namespace Nabla;

/// <summary>Writes and reads models as NumPy's NPZ files: <c>model.SaveNpz</c> and <c>Model.FromNpz</c>.</summary>
/// <remarks>
/// The arrays have the names and shapes of the model's safetensors file: <c>layers.0.weight</c> [outputs, inputs], <c>layers.0.bias</c> [outputs].
/// <c>__metadata__</c> contains everything else of a model as the bytes of a JSON text.
/// </remarks>
public static class NpzModels
{
    extension(Model model)
    {
        /// <summary>Writes the model as an NPZ file, which numpy.load opens. The file appears under its name only once it is complete.</summary>
        /// <param name="path">The path of the file.</param>
        /// <param name="registry">The layers that <c>Model.FromNpz</c> will know. Default: the library's own.</param>
        /// <exception cref="ArgumentException">The model could not be loaded; the message says why. Nothing is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void SaveNpz(string path, LayerRegistry? registry = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            byte[] bytes = model.ToBytes(registry);
            WholeFile.Write(path, stream => NpzModel.Write(stream, bytes));
        }

        /// <summary>Reads a model from an NPZ file that <c>SaveNpz</c> wrote.</summary>
        /// <param name="path">The path of the file.</param>
        /// <param name="registry">The layers that a file may contain. Default: the library's own.</param>
        /// <exception cref="InvalidDataException">The file is missing, damaged or not a model.</exception>
        public static Model FromNpz(string path, LayerRegistry? registry = null) => Model.FromBytes(NpzModel.Read(path, needsMetadata: true), path, registry);
    }
}
