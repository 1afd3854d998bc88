namespace Nabla.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "bench compare completion data evaluate export help predict recipe report runs study train verify watch")]
    [InlineData("re", "recipe report")]
    [InlineData("data|", "get info list make")]
    [InlineData("train|--act", "--activation")]
    [InlineData("train|--activation|", "elu identity leakyRelu relu sigmoid softplus tanh")]
    [InlineData("train|--activation|L", "leakyRelu")]
    [InlineData("train|--activation|elu|--task|", "classification regression")]
    [InlineData("train|--data|", "")]
    [InlineData("train|x.json|--verb", "--verbose")]
    [InlineData("runs|--sort|", "date name score time")]
    [InlineData("completion|", "bash fish powershell zsh")]
    [InlineData("help|ru", "runs")]
    [InlineData("predict|", "")]
    public async Task Words_are_completed(string words, string expected)
    {
        var call = await Call.RunAsync(["completion", "--words", .. words.Split('|')]);
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), call.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _nabla nabla")]
    [InlineData("zsh", "compdef _nabla nabla")]
    [InlineData("fish", "complete -c nabla")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName nabla")]
    public async Task Each_shell_has_a_script(string shell, string part)
    {
        var call = await Call.RunAsync("completion", shell);
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.Contains(part, call.Output, StringComparison.Ordinal);
        Assert.Contains("nabla completion --words", call.Output, StringComparison.Ordinal);
    }
}
