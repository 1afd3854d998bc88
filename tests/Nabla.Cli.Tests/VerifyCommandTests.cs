using System.Text.Json;
using Nabla.Cli.Commands;
using Nabla.Theory;

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
    public async Task An_erratum_has_what_is_printed_and_what_that_gives()
    {
        var call = await Call.RunAsync("verify", "--json", "--filter", "D14");
        using var json = JsonDocument.Parse(call.Output);
        var claim = json.RootElement.GetProperty("claims")[0];
        Assert.Equal("erratum", claim.GetProperty("verdict").GetString());
        Assert.Equal("(π − 1 + p(2 − π))/(2π(1−p)).", claim.GetProperty("printed").GetString());
        Assert.Equal((0.840845, 0.5), (Math.Round(claim.GetProperty("expected").GetDouble(), 6), Math.Round(claim.GetProperty("printedValue").GetDouble(), 12)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_claim_that_fails_is_exit_code_1(bool json, bool markdown)
    {
        using StringWriter output = new(), error = new();
        var claim = Claim.Holds(
            "A1", "Two and two is four.", "counting", formula: () => 5.0, perturbed: () => 6.0, check: sum => [Finding.Close(sum(), 4, 1e-12)]);
        Assert.Equal(ExitCode.CheckFailed, VerifyCommand.Run(new Host { Output = output, Error = error }, [claim], json, markdown));
        Assert.Contains("fails", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_is_not_there_is_a_wrong_call()
    {
        var call = await Call.RunAsync("verify", "--filter", "E1");
        Assert.Equal((ExitCode.WrongCall, ""), (call.Code, call.Output));
        Assert.StartsWith("nabla: --filter: there is no claim \"E1\"; a claim is ", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_forms_at_once_are_refused() =>
        (await Call.RunAsync("verify", "--json", "--markdown")).Fails(ExitCode.WrongCall, "--json and --markdown exclude each other; leave one out.");
}
