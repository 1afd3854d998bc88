using System.Diagnostics;
using System.Globalization;
using Nabla;
using Nabla.Networks;
using Nabla.Serving;

// One predictor that serves many threads: the time of one row, the throughput of two threads against one, and the predictions of 64 threads to the bit.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int repeats = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
var key = new RandomKey(Seed: 1);
var columns = Enumerable.Range(0, 20).Select(j => Column.Numeric($"x{j}", Enumerable.Range(0, 300).Select(i => (double)key.Normal((ulong)((i * 20) + j)))));
var table = Table.FromColumns([.. columns, Column.Categorical("class", Enumerable.Range(0, 300).Select(i => "abc"[i % 3].ToString()))], target: "class");
var predictor = Classifier.Train(table, new() { Hidden = [64, 64], Epochs = 1, Threads = 1 });
var another = new Load(Classifier.Train(table, new() { Hidden = [64, 64], Epochs = 1, Threads = 1 }));
var network = predictor.Model.Network;
using var processor = new Processor(threads: 1);
var serving = new Load(predictor);
var workspace = network.CreateWorkspace(1, processor);

// Everything is compiled in full before it is timed.
for (int i = 0; i < 5; i++)
{
    serving.Time(threads: 2, calls: 100_000);
    Thread.Sleep(100);
}

double pool = double.MaxValue, alone = double.MaxValue;
var ratios = new List<double>();
var apart = new List<double>();
var shares = new List<double>();
long bytes = long.MaxValue;
for (int repeat = 0; repeat < repeats; repeat++)
{
    alone = Math.Min(alone, serving.TimeWorkspace(workspace, calls: 200_000));
    double pair = 0, again = 0;
    long before = GC.GetAllocatedBytesForCurrentThread();
    double single = serving.Time(threads: 1, calls: 200_000);
    bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
    double processor1 = ProcessorTime(() => again = serving.Time(threads: 1, calls: 400_000));
    double processor2 = ProcessorTime(() => pair = serving.Time(threads: 2, calls: 200_000));
    pool = Math.Min(pool, Math.Min(single, again));
    shares.Add(processor2 / processor1);
    ratios.Add((single + again) / (2 * pair));
    apart.Add((single + again) / (2 * Load.TimeApart(serving, another, calls: 200_000)));
}

Console.WriteLine($"one row of 20-64-64-3: {pool * 1e6:F3} µs a call of the predictor, {alone * 1e6:F3} µs of the network alone with a workspace of its own; {bytes / 200_000.0:F1} bytes a call");
Console.WriteLine($"two threads: {ratios.Order().ElementAt(repeats / 2):F2} times the throughput of one (median of {repeats}; best {ratios.Max():F2}); with a predictor each {apart.Order().ElementAt(repeats / 2):F2} (best {apart.Max():F2}), which is what the machine allows");
Console.WriteLine($"processor time a call on two threads: {shares.Order().ElementAt(repeats / 2):F2} times that on one (median of {repeats}), which a busy machine does not change");
long start = TimeProvider.System.GetTimestamp();
int wrong = serving.CountWrong(threads: 64, calls: 1_000_000 / 64);
Console.WriteLine($"64 threads, {64 * (1_000_000 / 64):N0} predictions: {wrong} wrong, {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F2} s");
return wrong == 0 && bytes == 0 ? 0 : 1;

static double ProcessorTime(Action work)
{
    var process = Process.GetCurrentProcess();
    double before = process.TotalProcessorTime.TotalSeconds;
    work();
    process.Refresh();
    return process.TotalProcessorTime.TotalSeconds - before;
}
