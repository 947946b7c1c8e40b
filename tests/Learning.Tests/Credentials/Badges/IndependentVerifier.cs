using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Learning.Tests.Credentials.Badges;

/// <summary>A verifier of credentials that is not ours: <c>tests/Learning.Verifier</c>, run by Node. It fetches nothing.</summary>
internal static class IndependentVerifier
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Learning.Verifier");

    /// <param name="documents">What is to be had on the web, by address.</param>
    public static async Task<(bool IsVerified, string Errors)> Verify(JsonObject credential, IReadOnlyDictionary<string, JsonObject> documents, CancellationToken cancellation)
    {
        using var node = Process.Start(new ProcessStartInfo("node", "verify.mjs") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var asked = new JsonObject
        {
            ["credential"] = credential.DeepClone(),
            ["documents"] = new JsonObject(documents.Select(document => KeyValuePair.Create(document.Key, (JsonNode?)document.Value.DeepClone()))),
        };
        await node.StandardInput.WriteAsync(asked.ToJsonString().AsMemory(), cancellation);
        node.StandardInput.Close();
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(cancellation), node.StandardError.ReadToEndAsync(cancellation));
        await node.WaitForExitAsync(cancellation);
        Assert.True(node.ExitCode == 0, await complained);
        var answer = JsonNode.Parse(await said)!;
        return (answer["verified"]!.GetValue<bool>(), string.Join(" | ", answer["errors"]!.AsArray().Select(e => e!.GetValue<string>())));
    }
}
