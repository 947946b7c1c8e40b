using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Publications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ScheduledBy",
                table: "Drafts",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ScheduledFor",
                table: "Drafts",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScheduledZone",
                table: "Drafts",
                type: "text",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "Drafts",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "IsClosed",
                table: "Course",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawnAt",
                table: "Course",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastDoneAt",
                table: "ActivityResult",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastPassedAt",
                table: "ActivityResult",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DraftComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    AnswerTo = table.Column<Guid>(type: "uuid", nullable: true),
                    Path = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    Quote = table.Column<string>(type: "text", maxLength: 500, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 4000, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ResolvedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    ResolvedBy = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DraftComments_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DraftHands",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    EditorId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftHands", x => new { x.DraftId, x.EditorId });
                    table.ForeignKey(
                        name: "FK_DraftHands_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DraftVerdicts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Approves = table.Column<bool>(type: "boolean", nullable: false),
                    Text = table.Column<string>(type: "text", maxLength: 4000, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftVerdicts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DraftVerdicts_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_ScheduledFor",
                table: "Drafts",
                column: "ScheduledFor");

            migrationBuilder.CreateIndex(
                name: "IX_DraftComments_DraftId",
                table: "DraftComments",
                column: "DraftId");

            migrationBuilder.CreateIndex(
                name: "IX_DraftVerdicts_DraftId",
                table: "DraftVerdicts",
                column: "DraftId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DraftComments");

            migrationBuilder.DropTable(
                name: "DraftHands");

            migrationBuilder.DropTable(
                name: "DraftVerdicts");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_ScheduledFor",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "ScheduledBy",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "ScheduledFor",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "ScheduledZone",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "IsClosed",
                table: "Course");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Course");

            migrationBuilder.DropColumn(
                name: "LastDoneAt",
                table: "ActivityResult");

            migrationBuilder.DropColumn(
                name: "LastPassedAt",
                table: "ActivityResult");
        }
    }
}
