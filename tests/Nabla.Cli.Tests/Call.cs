namespace Nabla.Cli.Tests;

/// <summary>One call of the tool, in this process: what it said and how it ended.</summary>
internal sealed record Call(int Code, string Output, string Error)
{
    /// <summary>Calls the tool with pipes for streams and an empty environment.</summary>
    public static Task<Call> RunAsync(params string[] args) => RunAsync(host => host, args);

    /// <summary>Calls the tool with other surroundings.</summary>
    public static async Task<Call> RunAsync(Func<Host, Host> change, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var host = change(new Host { Output = output, Error = error, Cancellation = TestContext.Current.CancellationToken });
        int code = await Tool.RunAsync(args, host);
        return new(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>The call failed with this code and this sentence, and printed nothing else.</summary>
    public void Fails(int code, string sentence)
    {
        Assert.Equal($"nabla: {sentence}\n", Error);
        Assert.Equal("", Output);
        Assert.Equal(code, Code);
    }
}
