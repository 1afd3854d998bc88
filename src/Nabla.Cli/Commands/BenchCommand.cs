using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Nabla.Cli.Benchmarks;
using Nabla.Cli.Display;
using Nabla.Cli.Help;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla bench</c>: this machine's arithmetic limit, and the speed of training relative to it.</summary>
internal static class BenchCommand
{
    private const int Images = 10_000;
    private const int FewImages = 500;

    public static Command Create(Host host)
    {
        var json = new Option<bool>("--json") { Description = "Print only the figures, as JSON" };
        var threads = new ThreadsOption(host);
        var filter = new Option<string?>("--filter") { HelpName = "TEXT", Description = "Measure only entries with this text in their group or name [default: all]" };
        var growth = new Option<bool>("--growth") { Description = "Measure how a training step scales with batch size, width and depth instead" };
        var quick = new Option<bool>("--quick") { Description = "Take seconds instead of minutes, for a rough estimate" };
        // For bench/race, which starts peers with the same word: see docs/performance.md.
        var serve = new Option<string?>("--serve") { HelpName = "WORKLOAD", Description = "Do one workload as often as each line of standard input says", Hidden = true };

        var command = new ToolCommand(
            "bench", "Measure this machine's arithmetic limit, and how close training gets to it.",
            ("nabla bench --quick", "Get a rough estimate"),
            ("nabla bench --threads 1 --filter product", "Measure matrix products on one thread")) { json, threads.Option, filter, growth, quick, serve };
        command.SetAction((call, cancellation) =>
        {
            bool isQuick = call.GetValue(quick);
            if (call.GetValue(serve) is { } word)
                Serve(host, word, threads.Value(call));
            else
                Measure(host, isQuick, call.GetValue(growth), call.GetValue(filter), threads.Value(call), call.GetValue(json), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Measure(Host host, bool isQuick, bool isGrowth, string? filter, int threads, bool asJson, CancellationToken cancellation)
    {
        var data = new WorkloadData(isQuick && !isGrowth ? FewImages : Images);
        var candidates = Choose(isGrowth ? BenchSuite.Growth(data) : BenchSuite.Standard(data), filter);
        using var bench = new Bench(threads, new Chronometer(host.Time, isQuick ? Effort.Quick : Effort.Full, cancellation));
        var machine = Describe(host, threads, bench.VectorLanes);
        var limits = bench.MeasureLimits();
        if (asJson)
        {
            var report = new BenchReport(machine, limits, [.. candidates.Select(bench.Measure)]);
            host.Output.Write(JsonSerializer.Serialize(report, CliJson.Default.BenchReport) + "\n");
            return;
        }

        var table = new BenchTable(host.Output);
        BenchTable.WriteHead(host.OutputConsole(), machine, limits);
        foreach (var candidate in candidates)
            table.Write(bench.Measure(candidate));
        table.WriteNoise();
    }

    private static void Serve(Host host, string word, int threads)
    {
        Candidate candidate;
        if (word == "limit")
            candidate = Bench.LimitOf(threads);
        else if (Workload.TryParse(word, out var workload))
            candidate = Candidate.Of("served", workload, new WorkloadData(Math.Max(Images, workload.Rows)));
        else
            throw new UsageException($"--serve is \"{word}\"; examples are train:3072-512-256-10:128:elu and limit.");
        BenchServer.Run(candidate, threads, host.Input, host.Output, host.Time);
    }

    private static IReadOnlyList<Candidate> Choose(IReadOnlyList<Candidate> all, string? filter)
    {
        if (filter is null)
            return all;
        var chosen = all.Where(candidate => $"{candidate.Group} {candidate.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count > 0)
            return chosen;
        var groups = all.Select(candidate => candidate.Group).Distinct(StringComparer.Ordinal).ToList();
        throw new UsageException($"--filter \"{filter}\" matches no benchmark; the groups are {string.Join(", ", groups[..^1])} and {groups[^1]}.");
    }

    private static BenchMachine Describe(Host host, int threads, int width) => new(
        ProcessorName.Read(host.Environment), threads, width, RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}", ToolVersion.Number,
        host.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
