using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class CredentialCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CredentialStatuses_CredentialId",
                table: "CredentialStatuses");

            migrationBuilder.DropIndex(
                name: "IX_Credential_LearnerId_CourseId",
                table: "Credential");

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "CredentialStatuses",
                type: "text",
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "CredentialStatuses",
                type: "text",
                maxLength: 500,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Competences",
                table: "Credential",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Credential",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Level",
                table: "Credential",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PathwayId",
                table: "Credential",
                type: "text",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Pseudonym",
                table: "Credential",
                type: "text",
                maxLength: 60,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RenewedAt",
                table: "Credential",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ValidUntil",
                table: "Credential",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CredentialLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CredentialId = table.Column<Guid>(type: "uuid", nullable: false),
                    Token = table.Column<string>(type: "text", maxLength: 22, nullable: false, collation: "C"),
                    Label = table.Column<string>(type: "text", maxLength: 60, nullable: false, collation: "C"),
                    ShowsName = table.Column<bool>(type: "boolean", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CredentialLinks_Credential_CredentialId",
                        column: x => x.CredentialId,
                        principalTable: "Credential",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CredentialLog",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    CredentialId = table.Column<Guid>(type: "uuid", nullable: false),
                    Deed = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    States = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Personal = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Salt = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    PersonalHash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialLog", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "CredentialRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CredentialId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C"),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    State = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    AnsweredBy = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    Answer = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CredentialRequests_Credential_CredentialId",
                        column: x => x.CredentialId,
                        principalTable: "Credential",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Pathways",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    Titles = table.Column<string>(type: "text", nullable: false),
                    CourseIds = table.Column<string>(type: "text", nullable: false),
                    Months = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pathways", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CredentialStatuses_CredentialId",
                table: "CredentialStatuses",
                column: "CredentialId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialStatuses_RevokedAt",
                table: "CredentialStatuses",
                column: "RevokedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_CourseId",
                table: "Credential",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_IssuedAt",
                table: "Credential",
                column: "IssuedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_LearnerId_CourseId_PathwayId",
                table: "Credential",
                columns: new[] { "LearnerId", "CourseId", "PathwayId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Credential_ValidUntil",
                table: "Credential",
                column: "ValidUntil");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialLinks_CredentialId",
                table: "CredentialLinks",
                column: "CredentialId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialLinks_Token",
                table: "CredentialLinks",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CredentialLog_CredentialId",
                table: "CredentialLog",
                column: "CredentialId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRequests_CredentialId",
                table: "CredentialRequests",
                column: "CredentialId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRequests_State_AskedAt",
                table: "CredentialRequests",
                columns: new[] { "State", "AskedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CredentialLinks");

            migrationBuilder.DropTable(
                name: "CredentialLog");

            migrationBuilder.DropTable(
                name: "CredentialRequests");

            migrationBuilder.DropTable(
                name: "Pathways");

            migrationBuilder.DropIndex(
                name: "IX_CredentialStatuses_CredentialId",
                table: "CredentialStatuses");

            migrationBuilder.DropIndex(
                name: "IX_CredentialStatuses_RevokedAt",
                table: "CredentialStatuses");

            migrationBuilder.DropIndex(
                name: "IX_Credential_CourseId",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_IssuedAt",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_LearnerId_CourseId_PathwayId",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_ValidUntil",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "CredentialStatuses");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "CredentialStatuses");

            migrationBuilder.DropColumn(
                name: "Competences",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "IsHidden",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "Level",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "PathwayId",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "Pseudonym",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "RenewedAt",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "ValidUntil",
                table: "Credential");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialStatuses_CredentialId",
                table: "CredentialStatuses",
                column: "CredentialId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Credential_LearnerId_CourseId",
                table: "Credential",
                columns: new[] { "LearnerId", "CourseId" },
                unique: true);
        }
    }
}
