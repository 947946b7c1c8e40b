using System.IO.Compression;
using System.Net;
using System.Text;
using Learning.Cohorts;
using Learning.Tables;
using Learning.Tests.Assessment;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts.Reports;

public sealed class ExportCohortTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers / east");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Progress_has_a_row_for_each_learner_who_is_there()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        await _site.Member("bodo", _cohort);
        await _site.Member("gone", _cohort);
        var gone = await _site.LearnerId("gone");
        await _fay.PostForm($"/cohorts/{_cohort}/members/{gone}", $"/cohorts/{_cohort}/members/{gone}/withdrawal", ("withdraw_reason", "left"));

        var answer = await _fay.Get($"/cohorts/{_cohort}/export?what=progress&as=csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var rows = Rows(bytes);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal($"Dockers-east-progress-{today}.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("Name,User name,Joined on,Progress in per cent,Parts done,Parts required,Last step on,Finished on,How it goes,One: done,One: required", rows[0]);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith($"amina,amina,{today},33,1,2,{today},,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",1,2", rows[1], StringComparison.Ordinal);
        Assert.StartsWith($"bodo,bodo,{today},0,0,2,,,Has just joined and not started yet", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grades_have_the_best_result_the_tries_and_the_day()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Take(("q1", "b"));
        await amina.Take(("q1", "a"));
        await _site.Member("bodo", _cohort);

        var rows = Rows(await BytesAsync("grades", "csv"));

        Assert.Equal("Name,User name,\"The quiz: best, per cent\",The quiz: tries,The quiz: passed on", rows[0]);
        Assert.StartsWith("amina,amina,100,2,20", rows[1], StringComparison.Ordinal);
        Assert.Equal("bodo,bodo,,0,", rows[2]);
    }

    [Fact]
    public async Task Attendance_has_a_column_for_each_meeting_and_certificates_an_address()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        await amina.Take(("q1", "a"));
        await _site.Member("bodo", _cohort);
        var id = await _site.LearnerId("amina");
        await _site.Db(async db =>
        {
            var at = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
            var meeting = Meeting.Plan(_cohort, "rhythm", "First, and long", "Hall", at, 90, at);
            var called = Meeting.Plan(_cohort, "rhythm", "Called off", "Hall", at, 90, at);
            called.Cancel(at);
            var taken = new Attendance(meeting.Id, id);
            taken.Take(Presence.Present, Guid.CreateVersion7(), "x", at);
            db.AddRange(meeting, called, taken);
            return await db.SaveChangesAsync(Cancellation);
        });

        Assert.Equal(["Name,User name,\"2026-11-20 First, and long\",Times present", "amina,amina,present,1", "bodo,bodo,,0"], Rows(await BytesAsync("attendance", "csv")));
        var certificates = Rows(await BytesAsync("certificates", "csv"));
        Assert.Equal(2, certificates.Length);
        var address = certificates[1].Split(',')[^1];
        Assert.StartsWith("amina,amina,Rhythm,20", certificates[1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _site.Visitor().Get(new Uri(address).AbsolutePath)).StatusCode);
    }

    [Fact]
    public async Task A_name_is_never_a_formula()
    {
        var visitor = _site.Visitor();
        await visitor.PostForm("/register", "/register", ("username", "mallory"), ("secret", "a long enough secret"), ("name", "=HYPERLINK(\"http://x\")"));
        await _site.Join(visitor, _cohort);

        Assert.StartsWith("\"'=HYPERLINK", Rows(await BytesAsync("progress", "csv"))[1], StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", Sheet(await BytesAsync("progress", "xlsx")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("progress")]
    [InlineData("grades")]
    [InlineData("attendance")]
    [InlineData("certificates")]
    public async Task Each_is_a_workbook_too(string what)
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        await amina.Take(("q1", "a"));

        Assert.Contains("amina", Sheet(await BytesAsync(what, "xlsx")), StringComparison.Ordinal);
        Assert.Contains($"?what={what}&amp;as=xlsx", await _fay.Page($"/cohorts/{_cohort}/export"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?what=secrets&as=csv")]
    [InlineData("?what=progress&as=pdf")]
    [InlineData("?what=progress")]
    [InlineData("?as=csv")]
    public async Task What_is_no_table_is_not_there(string query) => Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get($"/cohorts/{_cohort}/export{query}")).StatusCode);

    [Fact]
    public async Task Another_facilitator_finds_nothing()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/export?what=progress&as=csv")).StatusCode);
    }

    [Fact]
    public async Task Rows_are_written_while_they_are_read()
    {
        var read = 0;
        var table = new ExportTable("Endless", ["a"], Endless());
        await using var stream = new FullStream(100_000);

        await Assert.ThrowsAsync<IOException>(() => CsvFile.WriteAsync(table, stream, Cancellation));
        Assert.InRange(read, 1, 100_000);
        await using var other = new FullStream(100_000);
        await Assert.ThrowsAnyAsync<Exception>(() => XlsxFile.WriteAsync(table with { Rows = Endless() }, other, Cancellation));

        IEnumerable<IReadOnlyList<object?>> EndlessRows()
        {
            while (true)
            {
                yield return [$"row {read++} {Guid.NewGuid()}"];
            }
        }

        IAsyncEnumerable<IReadOnlyList<object?>> Endless() => EndlessRows().ToAsyncEnumerable();
    }

    [Theory]
    [InlineData("Dockers / east", "Dockers-east")]
    [InlineData("../../etc", "etc")]
    [InlineData("مجموعة الميناء", "مجموعة-الميناء")]
    [InlineData("Élan \"42\"\r\n", "Élan-42")]
    [InlineData("???", "-")]
    public void A_name_becomes_part_of_a_file_name(string name, string safe) => Assert.Equal(safe, TableAnswer.SafeName(name));

    private async Task<byte[]> BytesAsync(string what, string format)
    {
        var answer = await _fay.Get($"/cohorts/{_cohort}/export?what={what}&as={format}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Cancellation);
    }

    private static string[] Rows(byte[] csv) => Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static string Sheet(byte[] book)
    {
        using var archive = new ZipArchive(new MemoryStream(book));
        using var reader = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Takes so many bytes and no more.</summary>
    private sealed class FullStream(long most) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Check(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }

        private void Check(int more)
        {
            if (Length + more > most)
            {
                throw new IOException("Full.");
            }
        }
    }
}
