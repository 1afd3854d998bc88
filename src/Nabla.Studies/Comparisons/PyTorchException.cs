namespace Nabla.Studies;

/// <summary>The exception for a failed request to PyTorch. The message is one sentence.</summary>
public sealed class PyTorchException(string message) : Exception(message);
