namespace Nabla;

/// <summary>Adds <c>predictor.SaveOnnx</c> and <c>Predictor.LoadOnnx</c>, which write and read predictors as ONNX files.</summary>
public static class OnnxPredictors
{
    extension(Predictor predictor)
    {
        /// <summary>Writes the model as an ONNX file, as <c>Model.SaveOnnx</c> does.</summary>
        /// <param name="path">The path of the file.</param>
        /// <exception cref="NotSupportedException">The model has a layer that is not one of the library's, or is too large for the format. Nothing is written.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void SaveOnnx(string path)
        {
            ArgumentNullException.ThrowIfNull(predictor);
            predictor.Model.SaveOnnx(path);
        }

        /// <summary>Reads a predictor from an ONNX file, as <c>Model.LoadOnnx</c> reads a model.</summary>
        /// <param name="path">The path of the file.</param>
        /// <param name="task">The meaning of the outputs if the file does not state it. Default: determined from the graph.</param>
        /// <returns>A <see cref="Classifier"/> or a <see cref="Regressor"/>.</returns>
        /// <exception cref="InvalidDataException">The file is missing or damaged, or has an operator that is not supported; the message states the node.</exception>
        public static Predictor LoadOnnx(string path, LearningTask? task = null) => Predictor.From(Model.LoadOnnx(path, task));
    }
}
