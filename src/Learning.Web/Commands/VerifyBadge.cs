using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Credentials.Badges;

namespace Learning.Web.Commands;

/// <summary>
/// <c>verify FILE --issuer DID.JSON [--status LIST.JSON]</c>: judges an Open Badge, alone or baked into a PNG or SVG, with the network off, with what somebody saved of its issuer: so a certificate can be checked when its site is gone. Exit code 0 where it is genuine, 1 where it
/// is not, 2 where whether it was revoked could not be found out.
/// </summary>
public static class VerifyBadge
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "The certificate as an Open Badge: .json, or the .png or .svg it is baked into." };
    private static readonly Option<FileInfo> IssuerFile = new("--issuer") { Description = "The issuer's document, as it was at https://…/.well-known/did.json.", Required = true };
    private static readonly Option<FileInfo> StatusFile = new("--status") { Description = "The list of revoked certificates that the certificate names." };

    public static Command Command()
    {
        var command = new Command("verify", "Judges a certificate without asking anybody.") { File, IssuerFile, StatusFile };
        command.SetAction(result => Run(result.GetValue(File)!, result.GetValue(IssuerFile)!, result.GetValue(StatusFile), TimeProvider.System, Console.Out, Console.Error));
        return command;
    }

    internal static int Run(FileInfo file, FileInfo issuer, FileInfo? status, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        if (new[] { file, issuer, status }.OfType<FileInfo>().FirstOrDefault(f => !f.Exists) is { } missing)
        {
            errors.WriteLine($"There is no file {missing}.");
            return 1;
        }

        if (new[] { file, issuer, status }.OfType<FileInfo>().FirstOrDefault(f => f.Length > JudgeBadge.MostBytes) is { } large)
        {
            errors.WriteLine($"{large} is larger than 1 MB: it is nothing of a certificate.");
            return 1;
        }

        if (Document(issuer) is not { } document)
        {
            errors.WriteLine($"{issuer} is no document of an issuer.");
            return 1;
        }

        var list = status is null ? null : JudgeBadge.ReadList(System.IO.File.ReadAllBytes(status.FullName), document);
        if (status is not null && list is null)
        {
            errors.WriteLine($"{status} is no list that this issuer signed; without it nobody knows whether the certificate was revoked.");
        }

        var given = System.IO.File.ReadAllBytes(file.FullName);
        if (Baking.IsPicture(given))
        {
            if (Baking.Read(given) is not { } baked)
            {
                errors.WriteLine($"There is no certificate in the picture {file}. Some programs take it out when they send or save one.");
                return 1;
            }

            given = baked;
        }

        var judged = JudgeBadge.Judge(given, document, (address, index) => list?.Address == address ? StatusList.IsSet(list.Encoded, index) : null, clock.GetUtcNow());
        output.WriteLine(Sentence(judged.Verdict));
        if (list?.At is { } at)
        {
            output.WriteLine($"Of what was revoked, as of {at:yyyy-MM-dd HH:mm} UTC.");
        }

        if (judged.Claims is { } claims)
        {
            output.WriteLine($"It says: {claims.Holder} completed “{claims.Course}” ({claims.Hours} hours{(claims.Test.Length > 0 ? $", final test {claims.Test} per cent" : "")}), issued by {claims.IssuerName} ({claims.Issuer}) on {claims.From:yyyy-MM-dd}.");
        }

        return judged.Verdict switch { Verdict.Genuine => 0, Verdict.StatusUnknown => 2, _ => 1 };
    }

    private static JsonObject? Document(FileInfo file)
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllBytes(file.FullName)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Sentence(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => "Genuine: the issuer signed exactly this.",
        Verdict.Expired => "Genuine, but its time is over.",
        Verdict.NotYet => "Genuine, but its time has not begun.",
        Verdict.Revoked => "Revoked: the issuer took it back.",
        Verdict.StatusUnknown => "The signature is right; whether it was revoked is not known. Give the list with --status.",
        Verdict.Altered => "Changed: something in it is not as it was signed.",
        Verdict.UnknownKey => "Not believed: it names a key that is none of the issuer's, or no longer.",
        Verdict.OtherIssuer => "Somebody else issued it, not the one whose document was given.",
        Verdict.OtherProof => "Cannot be judged: it is signed in another way than eddsa-jcs-2022.",
        Verdict.NotSigned => "Not signed: anybody could have written it.",
        _ => "This is no Open Badge.",
    };
}
