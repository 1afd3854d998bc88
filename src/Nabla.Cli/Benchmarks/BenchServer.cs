using System.Globalization;
using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>Does a candidate as often as it is told and answers how long that took: Nabla's side of bench/race.</summary>
/// <remarks>
/// It says "ready" and the floating-point operations of a repeat. Then each line that comes in is a number of repeats, and the line that goes out
/// is their seconds. So two programs can be timed in turn, each with its caches, threads and compiled code as they are in the middle of a run.
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
