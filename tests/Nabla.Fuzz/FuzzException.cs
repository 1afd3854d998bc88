namespace Nabla.Fuzz;

/// <summary>A reader gave something that it must not give.</summary>
public sealed class FuzzException(string message) : Exception(message);
