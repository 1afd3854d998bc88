using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Theory;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla verify</c>: checks every claim of the ledger.</summary>
internal static class VerifyCommand
{
    public static Command Create(Host host)
    {
        var filter = new Option<string?>("--filter") { HelpName = "CLAIMS", Description = "A report, a claim, a prefix, or a list, such as A, A11, D3* or A11,D15 [default: all]" };
        var json = new Option<bool>("--json") { Description = "Print only the results, as JSON" };
        var markdown = new Option<bool>("--markdown") { Description = "Print the results as Markdown, as in docs/claims.md" };

        var command = new ToolCommand(
            "verify", "Check every claim of four course reports on multilayer perceptrons.",
            ("nabla verify", "Check every claim"),
            ("nabla verify --filter B", "Check the claims of one report")) { filter, json, markdown };
        command.SetAction(call =>
        {
            if (call.GetValue(json) && call.GetValue(markdown))
                throw new UsageException("--json and --markdown exclude each other; leave one out.");
            return Run(host, Select(call.GetValue(filter)), call.GetValue(json), call.GetValue(markdown));
        });
        return command;
    }

    /// <summary>Checks the claims and prints them as lines, as JSON or as a page.</summary>
    internal static int Run(Host host, IReadOnlyList<Claim> claims, bool json, bool markdown)
    {
        var results = Verify(claims, json || markdown ? null : new ClaimLines(host), host.Cancellation);
        if (json)
            host.Output.Write(JsonSerializer.Serialize(new VerifyJson([.. results.Select(ClaimJson.Of)]), CliJson.Readable.VerifyJson) + "\n");
        else if (markdown)
            host.Output.Write(ClaimPage.Render(results));
        return results.Any(result => result.Verdict == Verdict.Fails) ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private static IReadOnlyList<Claim> Select(string? filter)
    {
        try
        {
            return filter is null ? Ledger.Claims : Ledger.Select(filter);
        }
        catch (FormatException error)
        {
            throw new UsageException($"--filter: {error.Message}");
        }
    }

    private static List<ClaimResult> Verify(IReadOnlyList<Claim> claims, ClaimLines? lines, CancellationToken cancellation)
    {
        var results = new List<ClaimResult>();
        foreach (var claim in claims)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = claim.Verify();
            lines?.Write(result);
            results.Add(result);
        }

        lines?.WriteTally(results);
        return results;
    }
}

/// <summary>One claim, as output by <c>verify --json</c>.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed record ClaimJson(
    string Id, string Document, string Statement, string Oracle, double Expected, double Measured, double Tolerance, string Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Printed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PrintedValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Study)
{
    public static ClaimJson Of(ClaimResult result) => new(
        result.Id, result.Document, result.Statement, result.Oracle, result.Expected, result.Measured, result.Tolerance,
        result.Verdict.ToString().ToLowerInvariant(), result.Printed, result.PrintedValue, result.Study);
}

/// <summary>All claims, as output by <c>verify --json</c>.</summary>
internal sealed record VerifyJson(IReadOnlyList<ClaimJson> Claims);
