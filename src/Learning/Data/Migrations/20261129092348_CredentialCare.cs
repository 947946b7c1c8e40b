using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.Migrations
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
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "CredentialStatuses",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Competences",
                table: "Credential",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "Credential",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Level",
                table: "Credential",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PathwayId",
                table: "Credential",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Pseudonym",
                table: "Credential",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RenewedAt",
                table: "Credential",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ValidUntil",
                table: "Credential",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CredentialLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CredentialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ShowsName = table.Column<bool>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    CredentialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Deed = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    States = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Personal = table.Column<string>(type: "TEXT", nullable: true),
                    Salt = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PersonalHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialLog", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "CredentialRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CredentialId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
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
                    Id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Titles = table.Column<string>(type: "TEXT", nullable: false),
                    CourseIds = table.Column<string>(type: "TEXT", nullable: false),
                    Months = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
