using System.Globalization;
using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>A long-running process that reads repeat counts and writes times: Nabla's side of bench/race.</summary>
/// <remarks>
/// It writes "ready" and the floating-point operations of a repeat. Then each input line is a number of repeats, and the corresponding output line
/// is their seconds. Two programs can thus be timed alternately, each with its caches, threads and compiled code in a steady state.
/// </remarks>
internal static class BenchServer
{
    public static void Run(Candidate candidate, int threads, TextReader input, TextWriter output, TimeProvider time)
    {
        using var processor = new Processor(threads);
        var work = candidate.Prepare(processor);
        Answer(candidate.Operations, "ready ");
        while (input.ReadLine() is { } line)
        {
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int repeats))
                throw new UsageException($"bench --serve got \"{line}\"; each line must be a number of repeats.");
            long begin = time.GetTimestamp();
            for (int i = 0; i < repeats; i++)
                work();
            Answer(time.GetElapsedTime(begin).TotalSeconds);
        }

        void Answer(double number, string before = "")
        {
            output.WriteLine(before + number.ToString("R", CultureInfo.InvariantCulture));
            output.Flush();
        }
    }
}
