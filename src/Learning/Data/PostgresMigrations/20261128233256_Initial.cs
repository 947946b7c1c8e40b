using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ActivityResult",
                columns: table => new
                {
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    PassedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    BestNumerator = table.Column<long>(type: "bigint", nullable: false),
                    BestDenominator = table.Column<long>(type: "bigint", nullable: false),
                    BestMax = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityResult", x => new { x.LearnerId, x.CourseId, x.ActivityId });
                });

            migrationBuilder.CreateTable(
                name: "Allowance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ExtraMinutes = table.Column<int>(type: "integer", nullable: false),
                    ExtraAttempts = table.Column<int>(type: "integer", nullable: false),
                    ClosesAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    GrantedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    GrantedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Allowance", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attempt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Questions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    BeganAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    RawNumerator = table.Column<long>(type: "bigint", nullable: false),
                    RawDenominator = table.Column<long>(type: "bigint", nullable: false),
                    Max = table.Column<int>(type: "integer", nullable: false),
                    Passed = table.Column<bool>(type: "boolean", nullable: false),
                    AwaitsGrading = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attempt", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Course",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CurrentRevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CurrentNumber = table.Column<int>(type: "integer", nullable: false),
                    OpenForEnrolment = table.Column<bool>(type: "boolean", nullable: false),
                    FirstPublishedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Course", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CourseRevision",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Outline = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CourseRevision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Credential",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    HolderName = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    CourseTitle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hours = table.Column<decimal>(type: "numeric", nullable: false),
                    RevisionNumber = table.Column<int>(type: "integer", nullable: false),
                    TestPercent = table.Column<int>(type: "integer", nullable: true),
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Credential", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Verb = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: true),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Certainty = table.Column<int>(type: "integer", nullable: true),
                    KeptBy = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ItemTask",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Finding = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    About = table.Column<string>(type: "text", maxLength: 40, nullable: true, collation: "C"),
                    Version = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Answers = table.Column<int>(type: "integer", nullable: false),
                    Facility = table.Column<double>(type: "double precision", nullable: true),
                    Discrimination = table.Column<double>(type: "double precision", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    ClosedBy = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemTask", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyCorrection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Correction = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    DecidedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    MarkedUpTo = table.Column<Guid>(type: "uuid", nullable: false),
                    MarkedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyCorrection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Learner",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    IsGuest = table.Column<bool>(type: "boolean", nullable: false),
                    Email = table.Column<string>(type: "text", maxLength: 254, nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    TimeZone = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    FirstSeenAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Learner", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LearnerProfiles",
                columns: table => new
                {
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Region = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    Organisation = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Sex = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearnerProfiles", x => x.LearnerId);
                });

            migrationBuilder.CreateTable(
                name: "Mails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: true),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: true),
                    Topic = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    TextBody = table.Column<string>(type: "text", maxLength: 40000, nullable: false, collation: "C"),
                    HtmlBody = table.Column<string>(type: "text", maxLength: 40000, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    Answer = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    QueuedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailWishes",
                columns: table => new
                {
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Topic = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Since = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailWishes", x => new { x.LearnerId, x.Topic });
                });

            migrationBuilder.CreateTable(
                name: "Media",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ContentType = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Media", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Topic = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 8000, nullable: false, collation: "C"),
                    Href = table.Column<string>(type: "text", maxLength: 300, nullable: true, collation: "C"),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: true),
                    SentBy = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    Key = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ParentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Path = table.Column<string>(type: "text", maxLength: 264, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organisations_Organisations_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "QuizMeasure",
                columns: table => new
                {
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Basis = table.Column<string>(type: "text", maxLength: 300, nullable: false, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Alpha = table.Column<double>(type: "double precision", nullable: true),
                    MeasuredAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuizMeasure", x => new { x.CourseId, x.ActivityId });
                });

            migrationBuilder.CreateTable(
                name: "ReviewCard",
                columns: table => new
                {
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Box = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ReviewedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    Values = table.Column<string>(type: "text", nullable: false),
                    WasSureAndWrong = table.Column<bool>(type: "boolean", nullable: false),
                    Seed = table.Column<string>(type: "text", maxLength: 300, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewCard", x => new { x.LearnerId, x.CourseId, x.QuestionId });
                });

            migrationBuilder.CreateTable(
                name: "SourceFile",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceFile", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Grade",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Points = table.Column<string>(type: "text", nullable: false),
                    Comment = table.Column<string>(type: "text", maxLength: 4000, nullable: false, collation: "C"),
                    GradedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    GradedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grade", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Grade_Attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ItemResponse",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Values = table.Column<string>(type: "text", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Certainty = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemResponse", x => new { x.AttemptId, x.QuestionId });
                    table.ForeignKey(
                        name: "FK_ItemResponse_Attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ScoreChange",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptId = table.Column<Guid>(type: "uuid", nullable: false),
                    CauseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    BeforeNumerator = table.Column<long>(type: "bigint", nullable: false),
                    BeforeDenominator = table.Column<long>(type: "bigint", nullable: false),
                    BeforeMax = table.Column<int>(type: "integer", nullable: false),
                    PassedBefore = table.Column<bool>(type: "boolean", nullable: false),
                    AfterNumerator = table.Column<long>(type: "bigint", nullable: false),
                    AfterDenominator = table.Column<long>(type: "bigint", nullable: false),
                    AfterMax = table.Column<int>(type: "integer", nullable: false),
                    PassedAfter = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreChange", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreChange_Attempt_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Attempt",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Enrolment",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    StartedWithRevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Enrolment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Enrolment_Course_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Course",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RevisionFile",
                columns: table => new
                {
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Path = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevisionFile", x => new { x.RevisionId, x.Path });
                    table.ForeignKey(
                        name: "FK_RevisionFile_CourseRevision_RevisionId",
                        column: x => x.RevisionId,
                        principalTable: "CourseRevision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RevisionText",
                columns: table => new
                {
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevisionText", x => new { x.RevisionId, x.ActivityId });
                    table.ForeignKey(
                        name: "FK_RevisionText_CourseRevision_RevisionId",
                        column: x => x.RevisionId,
                        principalTable: "CourseRevision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RevisionTranslation",
                columns: table => new
                {
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Language = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevisionTranslation", x => new { x.RevisionId, x.Language, x.ActivityId });
                    table.ForeignKey(
                        name: "FK_RevisionTranslation_CourseRevision_RevisionId",
                        column: x => x.RevisionId,
                        principalTable: "CourseRevision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cohorts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    TimeZone = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Welcome = table.Column<string>(type: "text", maxLength: 4000, nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    StalledAfterDays = table.Column<int>(type: "integer", nullable: false),
                    RemindersAWeek = table.Column<int>(type: "integer", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ArchivedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cohorts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cohorts_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Stewards",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Since = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stewards", x => new { x.OrganisationId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Stewards_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CourseOutcome",
                columns: table => new
                {
                    EnrolmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    RevisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    MinutesLeft = table.Column<int>(type: "integer", nullable: false),
                    DoneCount = table.Column<int>(type: "integer", nullable: false),
                    RequiredCount = table.Column<int>(type: "integer", nullable: false),
                    Done = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    CompletedRevisionId = table.Column<Guid>(type: "uuid", nullable: true),
                    LastActivityId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    LastPlace = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CourseOutcome", x => x.EnrolmentId);
                    table.ForeignKey(
                        name: "FK_CourseOutcome_Enrolment_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolment",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CohortCourses",
                columns: table => new
                {
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CohortCourses", x => new { x.CohortId, x.CourseId });
                    table.ForeignKey(
                        name: "FK_CohortCourses_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CohortCourses_Course_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Course",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CohortFacilitators",
                columns: table => new
                {
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Since = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CohortFacilitators", x => new { x.CohortId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_CohortFacilitators_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CohortLog",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    Deed = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    DoneBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CohortLog", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CohortLog_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Concessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Module = table.Column<string>(type: "text", maxLength: 201, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    GrantedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    GrantedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Concessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Concessions_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DueDates",
                columns: table => new
                {
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ModuleId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DueDates", x => new { x.CohortId, x.CourseId, x.ModuleId });
                    table.ForeignKey(
                        name: "FK_DueDates_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FacilitatorNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 4000, nullable: false, collation: "C"),
                    WrittenBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    WrittenAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FacilitatorNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FacilitatorNotes_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "text", maxLength: 254, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    TokenHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    InvitedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    InvitedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Invitations_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Meetings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Place = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    StartsAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    CancelledAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Meetings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Meetings_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    JoinedBy = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    JoinedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    DoneCount = table.Column<int>(type: "integer", nullable: false),
                    RequiredCount = table.Column<int>(type: "integer", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    NextDueAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    FailingAt = table.Column<string>(type: "text", maxLength: 201, nullable: true, collation: "C"),
                    FailedTries = table.Column<int>(type: "integer", nullable: false),
                    Modules = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Members_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Attendances",
                columns: table => new
                {
                    MeetingId = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Presence = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    TakenBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    TakenAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attendances", x => new { x.MeetingId, x.LearnerId });
                    table.ForeignKey(
                        name: "FK_Attendances_Meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "Meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Allowance_LearnerId_CourseId_ActivityId",
                table: "Allowance",
                columns: new[] { "LearnerId", "CourseId", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_AwaitsGrading",
                table: "Attempt",
                column: "AwaitsGrading",
                filter: "\"AwaitsGrading\"");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_CourseId_ActivityId_SubmittedAt",
                table: "Attempt",
                columns: new[] { "CourseId", "ActivityId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_EndsAt",
                table: "Attempt",
                column: "EndsAt",
                filter: "\"SubmittedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_LearnerId_CourseId_ActivityId",
                table: "Attempt",
                columns: new[] { "LearnerId", "CourseId", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Attendances_LearnerId",
                table: "Attendances",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_CohortCourses_CourseId",
                table: "CohortCourses",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_CohortFacilitators_PersonId",
                table: "CohortFacilitators",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CohortLog_CohortId_At",
                table: "CohortLog",
                columns: new[] { "CohortId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CohortLog_LearnerId",
                table: "CohortLog",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Cohorts_Code",
                table: "Cohorts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cohorts_OrganisationId",
                table: "Cohorts",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Concessions_CohortId_LearnerId",
                table: "Concessions",
                columns: new[] { "CohortId", "LearnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Course_Slug",
                table: "Course",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CourseOutcome_CourseId",
                table: "CourseOutcome",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_CourseOutcome_LearnerId",
                table: "CourseOutcome",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_CourseRevision_CourseId_Number",
                table: "CourseRevision",
                columns: new[] { "CourseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Credential_LearnerId_CourseId",
                table: "Credential",
                columns: new[] { "LearnerId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Enrolment_CourseId",
                table: "Enrolment",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Enrolment_LearnerId_CourseId",
                table: "Enrolment",
                columns: new[] { "LearnerId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Entry_LearnerId_CourseId",
                table: "Entry",
                columns: new[] { "LearnerId", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_FacilitatorNotes_CohortId_LearnerId",
                table: "FacilitatorNotes",
                columns: new[] { "CohortId", "LearnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Grade_AttemptId_QuestionId",
                table: "Grade",
                columns: new[] { "AttemptId", "QuestionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CohortId_Address",
                table: "Invitations",
                columns: new[] { "CohortId", "Address" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_LearnerId",
                table: "Invitations",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_TokenHash",
                table: "Invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ItemTask_CourseId_ActivityId_QuestionId",
                table: "ItemTask",
                columns: new[] { "CourseId", "ActivityId", "QuestionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ItemTask_CourseId_ActivityId_QuestionId_Finding",
                table: "ItemTask",
                columns: new[] { "CourseId", "ActivityId", "QuestionId", "Finding" },
                unique: true,
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_KeyCorrection_CourseId_QuestionId",
                table: "KeyCorrection",
                columns: new[] { "CourseId", "QuestionId" });

            migrationBuilder.CreateIndex(
                name: "IX_KeyCorrection_MarkedAt",
                table: "KeyCorrection",
                column: "MarkedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Learner_Email",
                table: "Learner",
                column: "Email");

            migrationBuilder.CreateIndex(
                name: "IX_Mails_CohortId_QueuedAt",
                table: "Mails",
                columns: new[] { "CohortId", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mails_Key",
                table: "Mails",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mails_LearnerId",
                table: "Mails",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Mails_State_NextTryAt",
                table: "Mails",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_CohortId_StartsAt",
                table: "Meetings",
                columns: new[] { "CohortId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_CohortId_LearnerId",
                table: "Members",
                columns: new[] { "CohortId", "LearnerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_LearnerId",
                table: "Members",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_CohortId_SentAt",
                table: "Messages",
                columns: new[] { "CohortId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Key",
                table: "Messages",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_LearnerId_SentAt",
                table: "Messages",
                columns: new[] { "LearnerId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_ParentId_Name",
                table: "Organisations",
                columns: new[] { "ParentId", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Path",
                table: "Organisations",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReviewCard_LearnerId_DueAt",
                table: "ReviewCard",
                columns: new[] { "LearnerId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoreChange_AttemptId",
                table: "ScoreChange",
                column: "AttemptId");

            migrationBuilder.CreateIndex(
                name: "IX_Stewards_PersonId",
                table: "Stewards",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActivityResult");

            migrationBuilder.DropTable(
                name: "Allowance");

            migrationBuilder.DropTable(
                name: "Attendances");

            migrationBuilder.DropTable(
                name: "CohortCourses");

            migrationBuilder.DropTable(
                name: "CohortFacilitators");

            migrationBuilder.DropTable(
                name: "CohortLog");

            migrationBuilder.DropTable(
                name: "Concessions");

            migrationBuilder.DropTable(
                name: "CourseOutcome");

            migrationBuilder.DropTable(
                name: "Credential");

            migrationBuilder.DropTable(
                name: "DueDates");

            migrationBuilder.DropTable(
                name: "Entry");

            migrationBuilder.DropTable(
                name: "FacilitatorNotes");

            migrationBuilder.DropTable(
                name: "Grade");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "ItemResponse");

            migrationBuilder.DropTable(
                name: "ItemTask");

            migrationBuilder.DropTable(
                name: "KeyCorrection");

            migrationBuilder.DropTable(
                name: "Learner");

            migrationBuilder.DropTable(
                name: "LearnerProfiles");

            migrationBuilder.DropTable(
                name: "Mails");

            migrationBuilder.DropTable(
                name: "MailWishes");

            migrationBuilder.DropTable(
                name: "Media");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "QuizMeasure");

            migrationBuilder.DropTable(
                name: "ReviewCard");

            migrationBuilder.DropTable(
                name: "RevisionFile");

            migrationBuilder.DropTable(
                name: "RevisionText");

            migrationBuilder.DropTable(
                name: "RevisionTranslation");

            migrationBuilder.DropTable(
                name: "ScoreChange");

            migrationBuilder.DropTable(
                name: "SourceFile");

            migrationBuilder.DropTable(
                name: "Stewards");

            migrationBuilder.DropTable(
                name: "Meetings");

            migrationBuilder.DropTable(
                name: "Enrolment");

            migrationBuilder.DropTable(
                name: "CourseRevision");

            migrationBuilder.DropTable(
                name: "Attempt");

            migrationBuilder.DropTable(
                name: "Cohorts");

            migrationBuilder.DropTable(
                name: "Course");

            migrationBuilder.DropTable(
                name: "Organisations");
        }
    }
}
