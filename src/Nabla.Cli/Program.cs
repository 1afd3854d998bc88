namespace Nabla.Cli;

internal static class Program
{
    private static Task<int> Main(string[] args) => args is ["--version"] ? VersionAsync(args) : RunAsync(args);

    /// <summary>Scripts ask often: the answer waits for no library to be loaded. If it cannot be written, the tool reports that as always.</summary>
    private static Task<int> VersionAsync(string[] args)
    {
        try
        {
            Console.Out.WriteLine(ToolVersion.Line);
            return Task.FromResult(ExitCode.Done);
        }
        catch (IOException)
        {
            return RunAsync(args);
        }
    }

    private static async Task<int> RunAsync(string[] args)
    {
        using var interrupts = new Interrupts();
        return await Tool.RunAsync(args, Host.OfProcess(interrupts));
    }
}
