using Nabla.Networks;

namespace Nabla.Serving;

/// <summary>Threads that call a predictor one row at a time, with raw values.</summary>
internal sealed class Load
{
    private const int Rows = 1024;

    private readonly Network _network;
    private readonly Predictor _predictor;
    private readonly float[] _x;
    private readonly float[] _expected;

    public Load(Predictor predictor)
    {
        (_network, _predictor) = (predictor.Model.Network, predictor);
        var network = _network;
        var key = new RandomKey(Seed: 2);
        _x = [.. Enumerable.Range(0, Rows * network.Inputs).Select(i => key.Normal((ulong)i))];
        _expected = new float[Rows * network.Outputs];
        predictor.Predict(_x, _expected);
    }

    /// <summary>Seconds a call, of one thread with a workspace of its own.</summary>
    public double TimeWorkspace(Workspace workspace, int calls)
    {
        float[] outputs = new float[_network.Outputs];
        long start = TimeProvider.System.GetTimestamp();
        for (int call = 0; call < calls; call++)
            _network.Predict(Row(call), new(outputs, 1, outputs.Length), workspace);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds / calls;
    }

    /// <summary>Seconds a call: the longest of the threads' times, divided by all calls of all threads.</summary>
    public double Time(int threads, int calls)
    {
        if (threads == 1)
            return Call(calls);
        using var start = new Barrier(threads);
        double[] seconds = new double[threads];
        RunAll(threads, thread =>
        {
            start.SignalAndWait();
            seconds[thread] = Call(calls);
        });
        return seconds.Max() / threads;
    }

    /// <summary>Seconds a call of two threads that have nothing in common, each with a predictor of its own: what the machine allows.</summary>
    public static double TimeApart(Load first, Load second, int calls)
    {
        using var start = new Barrier(2);
        double[] seconds = new double[2];
        RunAll(2, thread =>
        {
            start.SignalAndWait();
            seconds[thread] = (thread == 0 ? first : second).Call(calls);
        });
        return seconds.Max() / 2;
    }

    /// <summary>How many predictions of all threads differ in some bit from those of one thread.</summary>
    public int CountWrong(int threads, int calls)
    {
        int wrong = 0;
        RunAll(threads, thread =>
        {
            float[] outputs = new float[_network.Outputs];
            int different = 0;
            for (int call = 0; call < calls; call++)
            {
                int row = (call + (thread * 17)) % Rows;
                _predictor.Predict(Row(row).Data, outputs);
                var expected = _expected.AsSpan(row * outputs.Length, outputs.Length);
                for (int i = 0; i < outputs.Length; i++)
                    different += BitConverter.SingleToInt32Bits(outputs[i]) == BitConverter.SingleToInt32Bits(expected[i]) ? 0 : 1;
            }

            Interlocked.Add(ref wrong, different);
        });
        return wrong;
    }

    private double Call(int calls)
    {
        Span<float> outputs = stackalloc float[_network.Outputs];
        long start = TimeProvider.System.GetTimestamp();
        for (int call = 0; call < calls; call++)
            _predictor.Predict(Row(call).Data, outputs);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds / calls;
    }

    private ReadOnlyMatrixView Row(int call) => new(_x.AsSpan(call % Rows * _network.Inputs, _network.Inputs), 1, _network.Inputs);

    private static void RunAll(int count, Action<int> work)
    {
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => work(i))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
