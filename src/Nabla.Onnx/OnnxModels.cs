using Nabla.Networks;

namespace Nabla;

/// <summary>Adds <c>model.SaveOnnx</c> and <c>Model.LoadOnnx</c>: models as ONNX files.</summary>
/// <remarks>
/// A written file contains the complete prediction as one graph of opset 13: preprocessing, every layer in evaluation mode, and the conversion of the outputs to classes or
/// values. Reading it back gives a bit-identical model. Files of other programs are supported if they are plain multilayer perceptrons.
/// </remarks>
public static class OnnxModels
{
    extension(Model model)
    {
        /// <summary>Writes the model as an ONNX file. The file appears under its name only once it is complete.</summary>
        /// <remarks>
        /// If all features are numeric, there is one input <c>input</c>, [batch, features], raw values in single precision; otherwise one input per column, [batch, 1], named after
        /// it: numbers, or texts for a categorical column. Outputs <c>label</c>, [batch], and <c>probabilities</c>, [batch, classes]; or <c>prediction</c>, [batch, values].
        /// </remarks>
        /// <param name="path">The path of the file.</param>
        /// <exception cref="NotSupportedException">The model has a layer that is not one of the library's, or is too large for the format. Nothing is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void SaveOnnx(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            byte[] bytes = ToOnnxBytes(model);
            WholeFile.Write(path, stream => stream.Write(bytes));
        }

        /// <summary>Returns the bytes of the file that <c>SaveOnnx</c> writes.</summary>
        /// <exception cref="NotSupportedException">The model has a layer that is not one of the library's, or is too large for the format.</exception>
        public byte[] ToOnnxBytes()
        {
            ArgumentNullException.ThrowIfNull(model);
            return OnnxExport.ToBytes(model);
        }

        /// <summary>Reads a model from an ONNX file: one that <c>SaveOnnx</c> wrote, or a multilayer perceptron that PyTorch or scikit-learn exported.</summary>
        /// <param name="path">The path of the file.</param>
        /// <param name="task">The meaning of the outputs if the file does not state it, such as logits of classes. Default: classes if the graph ends in a softmax, produces labels or
        /// has class names in its metadata; otherwise values.</param>
        /// <exception cref="InvalidDataException">The file is missing or damaged, or has an operator that is not supported; the message states the node.</exception>
        public static Model LoadOnnx(string path, LearningTask? task = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                string reason = Directory.Exists(path) ? "it is a directory; name a file" : File.Exists(path) ? e.Message.TrimEnd('.') : "there is no such file";
                throw new InvalidDataException($"{path} cannot be read: {reason}.", e);
            }

            return OnnxImport.ToModel(bytes, path, task);
        }

        /// <summary>Reads a model from the bytes of an ONNX file, as <c>LoadOnnx</c> does.</summary>
        /// <param name="bytes">The bytes.</param>
        /// <param name="name">The name of the file in error messages.</param>
        /// <param name="task">The meaning of the outputs if the file does not state it. Default: determined from the graph.</param>
        /// <exception cref="InvalidDataException">The bytes are damaged, or have an operator that is not supported; the message states the node.</exception>
        public static Model FromOnnxBytes(ReadOnlyMemory<byte> bytes, string name, LearningTask? task = null)
        {
            ArgumentNullException.ThrowIfNull(name);
            return OnnxImport.ToModel(bytes, name, task);
        }
    }
}
