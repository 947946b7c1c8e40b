using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Drafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "CourseRevision",
                type: "text",
                maxLength: 2000,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "CourseRevision",
                type: "text",
                maxLength: 32,
                nullable: false,
                defaultValue: "Files",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PublishedBy",
                table: "CourseRevision",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "Drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    OpenCourseId = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    Slug = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    BaseRevisionId = table.Column<Guid>(type: "uuid", nullable: true),
                    BaseNumber = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C"),
                    BegunBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DraftBytes",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    KeptAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftBytes", x => new { x.DraftId, x.Hash });
                    table.ForeignKey(
                        name: "FK_DraftBytes_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DraftFiles",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Path = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    ChangedBy = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftFiles", x => new { x.DraftId, x.Path });
                    table.ForeignKey(
                        name: "FK_DraftFiles_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DraftVisits",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Path = table.Column<string>(type: "text", maxLength: 400, nullable: false, collation: "C"),
                    EditorId = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftVisits", x => new { x.DraftId, x.Path, x.EditorId });
                    table.ForeignKey(
                        name: "FK_DraftVisits_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_CourseId",
                table: "Drafts",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OpenCourseId",
                table: "Drafts",
                column: "OpenCourseId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DraftBytes");

            migrationBuilder.DropTable(
                name: "DraftFiles");

            migrationBuilder.DropTable(
                name: "DraftVisits");

            migrationBuilder.DropTable(
                name: "Drafts");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "CourseRevision");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "CourseRevision");

            migrationBuilder.DropColumn(
                name: "PublishedBy",
                table: "CourseRevision");
        }
    }
}
