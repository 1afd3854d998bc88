using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary>Converts exceptions to an exit code and a sentence.</summary>
internal static class Failure
{
    /// <summary>Returns the exit code and the sentence for the user.</summary>
    public static (int Code, string Sentence) Describe(Exception error) => error switch
    {
        OutputDirectoryException { IsFailure: true } => (ExitCode.OutputFailed, error.Message),
        UsageException or RecipeException or OutputDirectoryException or PyTorchException => (ExitCode.WrongCall, error.Message),
        InvalidDataException or DownloadException or RunFormatException or StudyFormatException => (ExitCode.WrongData, error.Message),
        OperationCanceledException => (ExitCode.Cancelled, "cancelled before training started; nothing was written."),
        OutOfMemoryException => (ExitCode.WrongCall, "not enough memory; reduce the hidden widths or batchSize."),
        IOException or UnauthorizedAccessException => (ExitCode.OutputFailed, OneLine(error.Message)),
        _ => (ExitCode.Internal, $"internal error, please report it with the call that led to it: {error.GetType().Name}: {OneLine(error.Message)}"),
    };

    private static string OneLine(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
