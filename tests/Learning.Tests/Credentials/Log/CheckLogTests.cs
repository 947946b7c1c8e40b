using Learning.Accounts;
using Learning.Credentials;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Data;
using Learning.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Credentials.Log;

/// <summary>The log of certificates on a whole site: everything that is done is in it, and whatever is altered behind its back is found.</summary>
[NeedsDatabase]
public sealed class CheckLogTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_done_to_a_certificate_is_in_it_with_who_and_why()
    {
        var (_, certificate) = await _site.Certified("amina");
        await _site.With<ChangeCredential, bool>(change => change.CorrectAsync(certificate.Id, "Amina Diallo", "Married", "boss-id", Cancellation));
        await _site.With<ChangeCredential, bool>(change => change.RevokeAsync(certificate.Id, RevocationCause.Mistake, "Wrong course", "boss-id", Cancellation));
        await _site.With<ChangeCredential, bool>(change => change.RestoreAsync(certificate.Id, "It was the right one", "other-id", Cancellation));
        await _site.With<ChangeCredential, bool>(change => change.RenewAsync(certificate.Id, _site.Clock.GetUtcNow().AddYears(1), "A year more", "boss-id", Cancellation));

        var id = certificate.LearnerId;
        var entries = await _site.Db(db => db.CredentialLog.AsNoTracking().OrderBy(e => e.Number).ToListAsync(Cancellation));

        Assert.Equal([CredentialDeed.Issued, CredentialDeed.Corrected, CredentialDeed.Revoked, CredentialDeed.Restored, CredentialDeed.Renewed], entries.Select(e => e.Deed));
        Assert.Equal(
            [new("amina", id, "", ""), new("Amina Diallo", id, "boss-id", "Married"), new("Amina Diallo", id, "boss-id", "Wrong course"), new("Amina Diallo", id, "other-id", "It was the right one"), new("Amina Diallo", id, "boss-id", "A year more")],
            entries.Select(e => Chain.Read(e.Personal)!));
        Assert.Empty((await CheckAsync()).Findings);
    }

    [Fact]
    public async Task Doing_the_same_twice_is_in_it_once()
    {
        var (_, certificate) = await _site.Certified("amina");

        var done = new List<bool>();
        for (var i = 0; i < 2; i++)
        {
            done.Add(await _site.With<ChangeCredential, bool>(change => change.RevokeAsync(certificate.Id, RevocationCause.Mistake, "Wrong", "boss-id", Cancellation)));
        }

        Assert.Equal([true, false], done);
        Assert.Equal(1, await _site.Db(db => db.CredentialLog.CountAsync(e => e.Deed == CredentialDeed.Revoked, Cancellation)));
    }

    public static TheoryData<string, string, LogFault> Alterations => new()
    {
        { "UPDATE \"Credential\" SET \"HolderName\" = 'Somebody else'", "a name on a certificate", LogFault.AlteredCertificate },
        { "UPDATE \"Credential\" SET \"Hours\" = '40'", "its hours", LogFault.AlteredCertificate },
        { "UPDATE \"Credential\" SET \"TestPercent\" = 100", "its result", LogFault.AlteredCertificate },
        { "UPDATE \"CredentialLog\" SET \"Personal\" = REPLACE(\"Personal\", 'Wrong', 'Right')", "a reason", LogFault.AlteredPerson },
        { "UPDATE \"CredentialLog\" SET \"Deed\" = 'Restored' WHERE \"Deed\" = 'Revoked'", "a deed", LogFault.Altered },
        { "UPDATE \"CredentialLog\" SET \"States\" = \"PersonalHash\" WHERE \"Number\" = 1", "what was stated", LogFault.Altered },
        { "DELETE FROM \"CredentialLog\" WHERE \"Number\" = 2", "an entry taken away", LogFault.Missing },
        { "DELETE FROM \"CredentialLog\" WHERE \"Number\" > 1", "the end cut off", LogFault.AlteredCertificate },
        { "UPDATE \"CredentialLog\" SET \"Salt\" = NULL WHERE \"Number\" = 4", "a salt taken away", LogFault.AlteredPerson },
        { "UPDATE \"CredentialLog\" SET \"Salt\" = NULL, \"Personal\" = '{{\"Holder\":\"X\"}}' WHERE \"Number\" = 4; UPDATE \"Credential\" SET \"HolderName\" = 'X'", "a name in both", LogFault.AlteredPerson },
        { "UPDATE \"CredentialLog\" SET \"Salt\" = NULL, \"Personal\" = NULL WHERE \"Number\" = 2", "who revoked it", LogFault.AlteredPerson },
        { "UPDATE \"Credential\" SET \"LearnerId\" = 'somebody-else'", "whose it is", LogFault.AlteredCertificate },
        { "UPDATE \"CredentialStatuses\" SET \"Cause\" = 'HolderAsked'", "a cause", LogFault.AlteredCertificate },
        { "UPDATE \"CredentialStatuses\" SET \"RevokedAt\" = NULL WHERE \"Place\" = 1", "an old place that holds again", LogFault.AlteredCertificate },
        { "DELETE FROM \"CredentialLog\"", "the whole log", LogFault.NotInLog },
        { "DELETE FROM \"CredentialStatuses\"; DELETE FROM \"Credential\"", "a certificate taken away", LogFault.Gone },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task What_is_altered_behind_its_back_is_found(string sql, string what, LogFault fault)
    {
        var (_, certificate) = await _site.Certified("amina");
        await _site.With<ChangeCredential, bool>(change => change.RevokeAsync(certificate.Id, RevocationCause.Mistake, "Wrong", "boss-id", Cancellation));
        await _site.With<ChangeCredential, bool>(change => change.RestoreAsync(certificate.Id, "Right after all", "boss-id", Cancellation));
        await _site.With<ChangeCredential, bool>(change => change.RevokeAsync(certificate.Id, RevocationCause.Other, "Wrong again", "boss-id", Cancellation));

        await _site.Db(db => db.Database.ExecuteSqlRawAsync(sql, Cancellation));

        Assert.True((await CheckAsync()).Findings.Any(f => f.Fault == fault), what);
    }

    [Fact]
    public async Task A_certificate_that_was_slipped_in_is_found()
    {
        await _site.Certified("amina");

        await _site.Db(db =>
        {
            db.Add(Credential.Issue("forged", "somebody", "Somebody", Courses.Drafts.Rhythm().Outline, 1, 100, _site.Clock.GetUtcNow()));
            return db.SaveChangesAsync(Cancellation);
        });

        Assert.Equal(LogFault.NotInLog, Assert.Single((await CheckAsync()).Findings).Fault);
    }

    [Fact]
    public async Task A_log_that_was_written_anew_as_a_whole_is_found_by_whoever_kept_a_hash()
    {
        await _site.Certified("amina");
        var kept = await CheckAsync();
        await _site.SignedInAs("bodo");
        await _site.Completes("bodo", await _site.PublishesCertified());

        var goesOn = await CheckAsync((kept.Entries, kept.Head));
        await _site.Db(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"CredentialLog\"", Cancellation));
        await _site.With<KeepLog, bool>(async log =>
        {
            await log.BeginAsync(Cancellation);
            return true;
        });
        await _site.SignedInAs("carla");
        await _site.Completes("carla", await _site.PublishesCertified());
        var anew = await CheckAsync((kept.Entries, kept.Head));

        Assert.Empty(goesOn.Findings);
        Assert.Equal(LogFault.OtherHistory, Assert.Single(anew.Findings).Fault);
        Assert.Equal([CredentialDeed.TakenIn, CredentialDeed.TakenIn, CredentialDeed.Issued], await _site.Db(db => db.CredentialLog.OrderBy(e => e.Number).Select(e => e.Deed).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Whoever_is_forgotten_is_out_of_it_and_the_chain_still_holds()
    {
        var (_, certificate) = await _site.Certified("amina");
        await _site.With<ChangeCredential, bool>(change => change.CorrectAsync(certificate.Id, "Amina Diallo", "Married to Bodo", "boss-id", Cancellation));
        var learner = await _site.LearnerId("amina");

        await _site.With<EraseLearner, bool>(async erase =>
        {
            await erase.EraseAsync(learner, Cancellation);
            return true;
        });

        var entries = await _site.Db(db => db.CredentialLog.AsNoTracking().OrderBy(e => e.Number).ToListAsync(Cancellation));
        Assert.Equal([CredentialDeed.Issued, CredentialDeed.Corrected, CredentialDeed.Forgotten], entries.Select(e => e.Deed));
        Assert.All(entries, e => Assert.Equal((null, null), (e.Personal, e.Salt)));
        Assert.Empty((await CheckAsync()).Findings);
        Assert.Equal("", (await _site.Db(db => db.Credentials.AsNoTracking().SingleAsync(c => c.Id == certificate.Id, Cancellation))).HolderName);
    }

    [Fact]
    public async Task The_command_says_what_is_wrong_and_what_to_keep()
    {
        var (_, certificate) = await _site.Certified("amina");
        var (code, said, _) = await CommandAsync(null);
        var kept = said.Trim().Split(' ')[^1];

        Assert.Equal(0, code);
        Assert.StartsWith("1 entries, 1 certificates, 0 faults.", said, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandAsync(kept)).Code);
        Assert.Equal(1, (await CommandAsync("1:abc")).Code);
        Assert.Equal(1, (await CommandAsync("1:" + new string('a', 64))).Code);

        await _site.Db(db => db.Credentials.ExecuteUpdateAsync(set => set.SetProperty(c => c.HolderName, "Somebody else"), Cancellation));
        var (found, _, errors) = await CommandAsync(kept);

        Assert.Equal(1, found);
        Assert.Contains($"Entry 1, certificate {certificate.Id}: the certificate does not say", errors, StringComparison.Ordinal);
    }

    private Task<LogReport> CheckAsync((long Number, string Hash)? kept = null) => _site.With<CheckLog, LogReport>(log => log.RunAsync(kept, Cancellation));

    private async Task<(int Code, string Said, string Errors)> CommandAsync(string? kept)
    {
        using StringWriter output = new(), errors = new();
        var code = await _site.With<CheckLog, int>(log => CheckCertificates.CheckAsync(log, kept, output, errors, Cancellation));
        return (code, output.ToString(), errors.ToString());
    }
}
