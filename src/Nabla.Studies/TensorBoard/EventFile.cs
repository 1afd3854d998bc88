using System.Globalization;

namespace Nabla.Studies;

/// <summary>A file of TensorBoard events: scalars and histograms, each at a step.</summary>
/// <remarks>
/// Each record of the file is a message Event. These fields of the published definitions are used:
/// <code>
/// Event            wall_time = 1 (seconds since 1970), step = 2, file_version = 3, summary = 5, session_log = 7
/// Summary          value = 1: tag = 1, simple_value = 2, histo = 5
/// HistogramProto   min = 1, max = 2, num = 3, sum = 4, sum_squares = 5, bucket_limit = 6, bucket = 7
/// SessionLog       status = 1: 1 is START, which makes readers drop the events of older files from this step on
/// </code>
/// https://github.com/tensorflow/tensorboard: compat/proto/event.proto, summary.proto
/// </remarks>
internal sealed class EventFile : IDisposable
{
    private const string NameStart = "events.out.tfevents.", NameEnd = ".nabla";
    private const string Version = "brain.Event:2";
    private const long SessionStart = 1;

    private readonly FileStream _file;
    private readonly TimeProvider _time;

    private EventFile(FileStream file, TimeProvider time) => (_file, _time) = (file, time);

    /// <summary>Returns the event files that Nabla wrote to a directory.</summary>
    public static string[] In(string directory) => Directory.Exists(directory) ? Directory.GetFiles(directory, $"{NameStart}*{NameEnd}*") : [];

    /// <summary>Creates a file in a directory; readers read the files of a directory in the order of their names, which begin with the time.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static EventFile Create(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        string name = string.Create(CultureInfo.InvariantCulture, $"{NameStart}{time.GetUtcNow().ToUnixTimeSeconds():D10}{NameEnd}");
        string path = Path.Combine(directory, name);
        for (int i = 1; File.Exists(path); i++)
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{name}.{i:D3}"));
        var file = new EventFile(new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read), time);
        RecordWriter.Append(file._file, file.Begin().With(3, Version).Written);
        return file;
    }

    /// <summary>Marks that events from a step on replace those of older files.</summary>
    public void Resume(long step) => RecordWriter.Append(_file, Begin().With(2, step).With(7, new Message().With(1, SessionStart)).Written);

    /// <summary>Writes a scalar, unless it is missing or not finite.</summary>
    public void Scalar(string tag, long step, double? value)
    {
        if (value is { } number && float.IsFinite((float)number))
            Summary(step, new Message().With(1, tag).With(2, (float)number));
    }

    /// <summary>Writes a histogram, unless it is missing.</summary>
    public void Histogram(string tag, long step, Histogram? histogram)
    {
        if (histogram is null)
            return;
        var message = new Message().With(1, histogram.Minimum).With(2, histogram.Maximum).With(3, (double)histogram.Count)
            .With(4, histogram.Sum).With(5, histogram.SumOfSquares).With(6, histogram.Limits).With(7, histogram.Counts);
        Summary(step, new Message().With(1, tag).With(5, message));
    }

    /// <summary>Flushes to the operating system, so that readers see the events.</summary>
    public void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();

    private void Summary(long step, Message value) => RecordWriter.Append(_file, Begin().With(2, step).With(5, new Message().With(1, value)).Written);

    private Message Begin() => new Message().With(1, _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
}
