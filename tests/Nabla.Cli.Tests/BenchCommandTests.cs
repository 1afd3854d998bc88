using System.Globalization;
using System.Text.Json;

namespace Nabla.Cli.Tests;

/// <summary>That measuring works, and what it reports. How long anything takes is never asserted: machines differ, and so do their neighbours.</summary>
public sealed class BenchCommandTests
{
    [Fact]
    public async Task A_quick_bench_of_one_group_prints_a_table()
    {
        var call = await Call.RunAsync("bench", "--quick", "--threads", "2", "--filter", "training step 20-64");
        Assert.Equal("", call.Error);
        Assert.Equal(ExitCode.Done, call.Code);
        Assert.Contains("limit, 1 thread ", call.Output, StringComparison.Ordinal);
        Assert.Contains("limit, 2 threads", call.Output, StringComparison.Ordinal);
        Assert.Contains("20-64x2-3, 32 rows", call.Output, StringComparison.Ordinal);
        Assert.All(call.Output.Split('\n'), line => Assert.True(line.Length <= 80, $"\"{line}\" does not fit into 80 columns."));
    }

    [Theory]
    [InlineData("128×120×120", null, 0)]
    [InlineData("weight gradient 128×128×10", "weight gradient 128×128×10", 2L * 128 * 128 * 10)]
    [InlineData("step 3072-128-10,", "3072-128-10, 128 rows", 2L * 128 * ((2 * 3072 * 128) + (3 * 128 * 10)))]
    [InlineData("inference 3072-512-256-10, 1 row", "3072-512-256-10, 1 row", 2L * ((3072 * 512) + (512 * 256) + (256 * 10)))]
    public async Task Json_has_every_figure(string filter, string? name, double operations)
    {
        using var report = JsonDocument.Parse((await Call.RunAsync("bench", "--quick", "--json", "--threads", "1", "--filter", filter)).Output);
        var machine = report.RootElement.GetProperty("machine");
        foreach (string field in new[] { "processor", "runtime", "system", "version" })
            Assert.NotEqual("", machine.GetProperty(field).GetString());
        Assert.True(DateOnly.TryParseExact(machine.GetProperty("date").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal(1, machine.GetProperty("threads").GetInt32());

        Assert.NotEmpty(report.RootElement.GetProperty("limits").EnumerateArray());
        Assert.All(report.RootElement.GetProperty("limits").EnumerateArray(), limit => Assert.True(limit.GetProperty("gflops").GetDouble() > 0));
        var results = report.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.NotEmpty(results);
        foreach (var result in results)
        {
            foreach (string field in new[] { "operations", "seconds", "lowerQuartile", "upperQuartile", "samples", "gflops", "limitGflops", "percentOfLimit", "oneThreadSeconds", "speedUp" })
                Assert.True(result.GetProperty(field).GetDouble() > 0, $"{field} is not above 0.");
        }

        if (name is not null)
        {
            Assert.Equal(name, Assert.Single(results).GetProperty("name").GetString());
            Assert.Equal(operations, results[0].GetProperty("operations").GetDouble());
        }
    }

    [Fact]
    public async Task Growth_measures_a_step_at_each_size()
    {
        using var report = JsonDocument.Parse((await Call.RunAsync("bench", "--growth", "--quick", "--json", "--threads", "1", "--filter", "batch 3072-128-10, 32")).Output);
        Assert.Equal("step against batch", Assert.Single(report.RootElement.GetProperty("results").EnumerateArray()).GetProperty("group").GetString());
    }

    [Theory]
    [InlineData("train:20-16-3:32:relu", 2 * 32 * ((2 * 320) + (3 * 48)))]
    [InlineData("infer:20-16-3:1:elu", 2 * (320 + 48))]
    [InlineData("limit", null)]
    public async Task A_served_workload_tells_its_operations_and_answers_each_line_with_seconds(string word, int? operations)
    {
        using var input = new StringReader("1\n20\n");
        var call = await Call.RunAsync(host => host with { Input = input }, "bench", "--threads", "1", "--serve", word);
        string[] lines = call.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith(operations is null ? "ready " : $"ready {operations}", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.True(double.Parse(line, CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public async Task A_served_workload_says_what_it_could_not_read()
    {
        using var input = new StringReader("many\n");
        var call = await Call.RunAsync(host => host with { Input = input }, "bench", "--threads", "1", "--serve", "infer:20-16-3:1:elu");
        Assert.Equal(ExitCode.WrongCall, call.Code);
        Assert.Equal("nabla: bench --serve got \"many\"; each line must be a number of repeats.\n", call.Error);
    }
}
