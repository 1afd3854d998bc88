using Nabla.Cli;

using var interrupts = new Interrupts();
return await Tool.RunAsync(args, Host.OfProcess(interrupts));
