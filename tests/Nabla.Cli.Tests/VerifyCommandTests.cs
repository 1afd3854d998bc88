using System.Text.Json;

namespace Nabla.Cli.Tests;

public sealed class VerifyCommandTests
{
    [Fact]
    public async Task A_pipe_gets_a_line_a_claim()
    {
        var call = await Call.RunAsync("verify", "--filter", "D11");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.Equal("D11\tA mask m ~ Bernoulli(1−p) has mean 1−p and variance p(1−p).\t0.9\t0.9\t1e-12\tholds\n", call.Output);
    }

    [Fact]
    public async Task A_terminal_gets_sentences_that_end_where_the_line_does()
    {
        var call = await Call.RunAsync(host => host with { OutputIsTerminal = true, Environment = name => name == "TERM" ? "dumb" : null }, "verify", "--filter", "D1*");
        Assert.Equal((ExitCode.Done, ""), (call.Code, call.Error));
        Assert.All(call.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        foreach (string part in new[] { "  D11  A mask m", "       expected 0.9", "± 1e-12    holds", " claim" })
            Assert.Contains(part, call.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_every_field()
    {
        var call = await Call.RunAsync("verify", "--json", "--filter", "D11");
        using var json = JsonDocument.Parse(call.Output);
        var claim = json.RootElement.GetProperty("claims")[0];
        Assert.Equal(
            ["id", "document", "statement", "oracle", "expected", "measured", "tolerance", "verdict"],
            claim.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("D11", "D", "holds"), (claim.GetProperty("id").GetString(), claim.GetProperty("document").GetString(), claim.GetProperty("verdict").GetString()));
        Assert.Equal((0.9, 1e-12), (claim.GetProperty("expected").GetDouble(), claim.GetProperty("tolerance").GetDouble()));
    }

    [Fact]
    public async Task Two_forms_at_once_are_refused() =>
        (await Call.RunAsync("verify", "--json", "--markdown")).Fails(ExitCode.WrongCall, "--json and --markdown exclude each other; leave one out.");
}
