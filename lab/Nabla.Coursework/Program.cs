using Nabla.Coursework;

return CourseworkTool.Run(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable);
