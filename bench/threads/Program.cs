using System.Diagnostics;
using System.Globalization;
using Nabla;
using Nabla.Networks;

// What threads cost and bring: seconds of wall and processor time that training takes on 1, 2, 4, ... threads, in turn, as medians of several repeats.
// The examples are random: only the shapes matter. Start a loop on another core first to see what a busy neighbour changes.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 2)
{
    Console.WriteLine("usage: Nabla.Threads small|digits|large REPEATS [THREADS ...]");
    return 2;
}

var (examples, features, hidden, classes, batch, epochs) = args[0] switch
{
    "small" => (2_000, 20, new[] { 64, 64 }, 3, 32, 200),
    "digits" => (1_797, 64, [100], 10, 128, 40),
    "large" => (1_280, 3072, [512, 256], 10, 128, 12),
    _ => throw new ArgumentException($"There is no shape \"{args[0]}\"."),
};
int[] threads = args.Length > 2 ? [.. args[2..].Select(count => int.Parse(count, CultureInfo.InvariantCulture))] : [1, 2, 4];
int repeats = int.Parse(args[1], CultureInfo.InvariantCulture);
var key = new RandomKey(Seed: 1);
float[] x = [.. Enumerable.Range(0, examples * features).Select(i => key.Normal((ulong)i))];
int[] labels = [.. Enumerable.Range(0, examples).Select(i => i % classes)];
var table = ArrayDataset.Classification(args[0], x, labels, [.. Enumerable.Range(0, classes).Select(i => $"{i}")]);
int[] rows = [.. Enumerable.Range(0, examples)];
var standardizer = table.MeasureStandardizer(rows);
var (train, validation) = (new Subset(table, rows, standardizer), new Subset(table, rows.AsMemory(0, 10), standardizer));
var fingerprints = new HashSet<string>(StringComparer.Ordinal);
Train(1, Math.Max(1, epochs / 10));
Thread.Sleep(200);
Train(2, Math.Max(1, epochs / 10));

var (wall, processor) = (threads.Select(_ => new List<double>()).ToList(), threads.Select(_ => new List<double>()).ToList());
fingerprints.Clear();
for (int repeat = 0; repeat < repeats; repeat++)
{
    for (int i = 0; i < threads.Length; i++)
    {
        var process = Process.GetCurrentProcess();
        double before = process.TotalProcessorTime.TotalSeconds;
        long start = TimeProvider.System.GetTimestamp();
        Train(threads[i], epochs);
        wall[i].Add(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        process.Refresh();
        processor[i].Add(process.TotalProcessorTime.TotalSeconds - before);
    }
}

for (int i = 0; i < threads.Length; i++)
    Console.WriteLine($"{args[0]} on {threads[i]} threads: {Median(wall[i]):F3} s wall (best {wall[i].Min():F3}), {Median(processor[i]):F3} s processor time");
return fingerprints.Count == 1 ? 0 : 1;

void Train(int count, int length)
{
    using var team = new Processor(count);
    var network = Network.Create(features, hidden, classes, Activation.Relu, seed: 1);
    var options = new TrainerOptions { Epochs = length, BatchSize = batch };
    new Trainer(network, new SoftmaxCrossEntropy(), new Sgd(1e-3, momentum: 0.9), options, team).Fit(train, validation);
    fingerprints.Add(network.Parameters.Fingerprint());
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
