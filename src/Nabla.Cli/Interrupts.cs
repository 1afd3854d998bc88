using System.Runtime.InteropServices;

namespace Nabla.Cli;

/// <summary>Handles Ctrl-C and SIGTERM: the first requests an orderly end, the second ends the process at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupts() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    /// <summary>Gets the token that the first signal cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the first signal was SIGTERM.</summary>
    public bool IsTerminated { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            // The runtime ends the process after this; restore the cursor that a live display has hidden.
            if (!Console.IsErrorRedirected)
                Console.Error.Write("\u001b[?25h");
            return;
        }

        context.Cancel = true;
        IsTerminated = context.Signal == PosixSignal.SIGTERM;
        _source.Cancel();
    }
}
