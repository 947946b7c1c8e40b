using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.Migrations
{
    /// <inheritdoc />
    public partial class Assessment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Seed",
                table: "ReviewCard",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "WasSureAndWrong",
                table: "ReviewCard",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Certainty",
                table: "ItemResponse",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Certainty",
                table: "Entry",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsGrading",
                table: "Attempt",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "BeganAt",
                table: "Attempt",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "EndsAt",
                table: "Attempt",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Allowance",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LearnerId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ExtraMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    ExtraAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosesAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Allowance", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Grade",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Points = table.Column<string>(type: "TEXT", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    GradedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GradedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "ItemTask",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Finding = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Version = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Answers = table.Column<int>(type: "INTEGER", nullable: false),
                    Facility = table.Column<double>(type: "REAL", nullable: true),
                    Discrimination = table.Column<double>(type: "REAL", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ClosedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemTask", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeyCorrection",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Correction = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    RevisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MarkedUpTo = table.Column<Guid>(type: "TEXT", nullable: false),
                    MarkedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyCorrection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuizMeasure",
                columns: table => new
                {
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Alpha = table.Column<double>(type: "REAL", nullable: true),
                    MeasuredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuizMeasure", x => new { x.CourseId, x.ActivityId });
                });

            migrationBuilder.CreateTable(
                name: "ScoreChange",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CauseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    BeforeNumerator = table.Column<long>(type: "INTEGER", nullable: false),
                    BeforeDenominator = table.Column<long>(type: "INTEGER", nullable: false),
                    BeforeMax = table.Column<int>(type: "INTEGER", nullable: false),
                    PassedBefore = table.Column<bool>(type: "INTEGER", nullable: false),
                    AfterNumerator = table.Column<long>(type: "INTEGER", nullable: false),
                    AfterDenominator = table.Column<long>(type: "INTEGER", nullable: false),
                    AfterMax = table.Column<int>(type: "INTEGER", nullable: false),
                    PassedAfter = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "IX_Allowance_LearnerId_CourseId_ActivityId",
                table: "Allowance",
                columns: new[] { "LearnerId", "CourseId", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_Grade_AttemptId_QuestionId",
                table: "Grade",
                columns: new[] { "AttemptId", "QuestionId" });

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
                name: "IX_ScoreChange_AttemptId",
                table: "ScoreChange",
                column: "AttemptId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Allowance");

            migrationBuilder.DropTable(
                name: "Grade");

            migrationBuilder.DropTable(
                name: "ItemTask");

            migrationBuilder.DropTable(
                name: "KeyCorrection");

            migrationBuilder.DropTable(
                name: "QuizMeasure");

            migrationBuilder.DropTable(
                name: "ScoreChange");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_AwaitsGrading",
                table: "Attempt");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_CourseId_ActivityId_SubmittedAt",
                table: "Attempt");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_EndsAt",
                table: "Attempt");

            migrationBuilder.DropColumn(
                name: "Seed",
                table: "ReviewCard");

            migrationBuilder.DropColumn(
                name: "WasSureAndWrong",
                table: "ReviewCard");

            migrationBuilder.DropColumn(
                name: "Certainty",
                table: "ItemResponse");

            migrationBuilder.DropColumn(
                name: "Certainty",
                table: "Entry");

            migrationBuilder.DropColumn(
                name: "AwaitsGrading",
                table: "Attempt");

            migrationBuilder.DropColumn(
                name: "BeganAt",
                table: "Attempt");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "Attempt");
        }
    }
}
