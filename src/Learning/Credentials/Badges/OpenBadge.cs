using System.Globalization;
using System.Text.Json.Nodes;
using Learning.Credentials.Holding;

namespace Learning.Credentials.Badges;

/// <summary>
/// What a certificate says, as other programs read it: an Open Badge 3.0 (1EdTech, Open Badges 3.0, section B.1, OpenBadgeCredential), which is a Verifiable Credential 2.0 (W3C). Without its proof. Pure.
/// </summary>
internal static class OpenBadge
{
    public const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    public const string BadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /// <param name="holder">What she is called here.</param>
    /// <param name="id">Where the credential is to be had: the address at which it is checked.</param>
    /// <param name="course">The address of the course.</param>
    /// <param name="criteria">What had to be done, in the language of the certificate.</param>
    /// <param name="status">Its place in a list of those that were revoked.</param>
    public static JsonObject Of(Credential credential, ShownHolder holder, Issuer issuer, string id, string course, string criteria, StatusPlace status)
    {
        var achievement = new JsonObject
        {
            ["id"] = course,
            ["type"] = new JsonArray("Achievement"),
            ["achievementType"] = credential.PathwayId.Length > 0 ? "LearningProgram" : "Course",
            ["name"] = credential.CourseTitle,
            ["description"] = credential.CourseTitle,
            ["image"] = new JsonObject { ["id"] = course + "/image.png", ["type"] = "Image" },
            ["inLanguage"] = credential.Language,
            ["version"] = credential.RevisionNumber.ToString(CultureInfo.InvariantCulture),
            ["criteria"] = new JsonObject { ["narrative"] = criteria },
        };
        if (credential.Competences.Count > 0)
        {
            achievement["description"] = string.Join("\n", credential.Competences);
            achievement["tag"] = new JsonArray([.. credential.Competences.Select(c => JsonValue.Create(c))]);
        }

        var subject = new JsonObject
        {
            ["type"] = new JsonArray("AchievementSubject"),
            ["identifier"] = new JsonArray(Named(holder, id)),
            ["activityEndDate"] = Time(credential.IssuedAt),
            ["achievement"] = achievement,
        };
        var results = Results(credential, id).ToArray();
        achievement["resultDescription"] = new JsonArray([.. results.Select(r => r.Description)]);
        subject["result"] = new JsonArray([.. results.Select(r => r.Result)]);
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray(CredentialsContext, BadgesContext),
            ["id"] = id,
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = credential.CourseTitle,
            ["issuer"] = new JsonObject { ["id"] = issuer.Did, ["type"] = new JsonArray("Profile"), ["name"] = issuer.Name, ["url"] = issuer.Address + "/" },
            ["validFrom"] = Time(credential.IssuedAt),
            ["credentialSubject"] = subject,
            ["credentialStatus"] = status.Entry(),
        };
        if (credential.ValidUntil is { } until)
        {
            badge["validUntil"] = Time(until);
        }

        return badge;
    }

    /// <summary>By name, in the clear: a certificate is shown to be read. Somebody who was forgotten has none, and her certificate is known by its own number.</summary>
    private static JsonObject Named(ShownHolder holder, string id) => new()
    {
        ["type"] = "IdentityObject",
        ["hashed"] = false,
        ["identityHash"] = holder.Name.Length > 0 ? holder.Name : id,
        ["identityType"] = holder switch { { Name: "" } => "identifier", { IsPseudonym: true } => Pseudonym, _ => "name" },
    };

    /// <summary>The specification lets an issuer add types of its own with this beginning (Open Badges 3.0, IdentifierTypeEnum).</summary>
    public const string Pseudonym = "ext:pseudonym";

    private static IEnumerable<(JsonNode Description, JsonNode Result)> Results(Credential credential, string id)
    {
        yield return Result($"{id}#hours", "Hours", "Result", credential.Hours.ToString(CultureInfo.InvariantCulture));
        if (credential.TestPercent is { } percent)
        {
            yield return Result($"{id}#test", "Final test", "Percent", percent.ToString(CultureInfo.InvariantCulture));
        }

        if (credential.Level.Length > 0)
        {
            yield return Result($"{id}#level", "Level", "Result", credential.Level);
        }
    }

    private static (JsonNode Description, JsonNode Result) Result(string id, string name, string type, string value) =>
    (
        new JsonObject { ["id"] = id, ["type"] = new JsonArray("ResultDescription"), ["name"] = name, ["resultType"] = type },
        new JsonObject { ["type"] = new JsonArray("Result"), ["resultDescription"] = id, ["value"] = value });

    internal static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
