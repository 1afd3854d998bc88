using Nabla;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<Training>();
await builder.Build().RunAsync();
