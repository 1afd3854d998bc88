namespace Nabla.Studies;

/// <summary>PyTorch was asked for and did not answer. The message is one sentence.</summary>
public sealed class PyTorchException(string message) : Exception(message);
