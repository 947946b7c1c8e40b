// The Orchard Core host: a CMS with the learning site in it. The first request sets the site up, as appsettings.json says.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOrchardCms().AddSetupFeatures("OrchardCore.AutoSetup");

var app = builder.Build();
app.UseStaticFiles();
app.UseOrchardCore();
app.Run();
