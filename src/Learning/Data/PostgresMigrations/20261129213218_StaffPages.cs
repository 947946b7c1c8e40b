using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class StaffPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enrolment_CourseId",
                table: "Enrolment");

            migrationBuilder.DropIndex(
                name: "IX_CredentialStatuses_RevokedAt",
                table: "CredentialStatuses");

            migrationBuilder.DropIndex(
                name: "IX_CredentialRequests_State_AskedAt",
                table: "CredentialRequests");

            migrationBuilder.DropIndex(
                name: "IX_Credential_CourseId",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_IssuedAt",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_ValidUntil",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_AwaitsGrading",
                table: "Attempt");

            migrationBuilder.AddColumn<string>(
                name: "SoughtName",
                table: "Learner",
                type: "text",
                nullable: true,
                computedColumnSql: "lower(\"Name\" COLLATE \"und-x-icu\")",
                stored: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SoughtRest",
                table: "Learner",
                type: "text",
                nullable: true,
                computedColumnSql: "lower(CASE WHEN strpos(\"Name\", ' ') > 0 THEN substr(\"Name\", strpos(\"Name\", ' ') + 1) ELSE right(\"Name\", 4) END COLLATE \"und-x-icu\")",
                stored: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SoughtName",
                table: "Credential",
                type: "text",
                nullable: true,
                computedColumnSql: "lower(\"HolderName\" COLLATE \"und-x-icu\")",
                stored: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "SoughtRest",
                table: "Credential",
                type: "text",
                nullable: true,
                computedColumnSql: "lower(CASE WHEN strpos(\"HolderName\", ' ') > 0 THEN substr(\"HolderName\", strpos(\"HolderName\", ' ') + 1) ELSE right(\"HolderName\", 4) END COLLATE \"und-x-icu\")",
                stored: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_Learner_SoughtName",
                table: "Learner",
                column: "SoughtName");

            migrationBuilder.CreateIndex(
                name: "IX_Learner_SoughtRest",
                table: "Learner",
                column: "SoughtRest");

            migrationBuilder.CreateIndex(
                name: "IX_Enrolment_CourseId_StartedAt",
                table: "Enrolment",
                columns: new[] { "CourseId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CredentialStatuses_RevokedAt_CredentialId",
                table: "CredentialStatuses",
                columns: new[] { "RevokedAt", "CredentialId" },
                filter: "\"RevokedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRequests_AskedAt",
                table: "CredentialRequests",
                column: "AskedAt",
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_CourseId_PathwayId_IssuedAt_Id",
                table: "Credential",
                columns: new[] { "CourseId", "PathwayId", "IssuedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Credential_IssuedAt_Id",
                table: "Credential",
                columns: new[] { "IssuedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Credential_SoughtName",
                table: "Credential",
                column: "SoughtName");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_SoughtRest",
                table: "Credential",
                column: "SoughtRest");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_ValidUntil_Id",
                table: "Credential",
                columns: new[] { "ValidUntil", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_RevisionId_SubmittedAt",
                table: "Attempt",
                columns: new[] { "RevisionId", "SubmittedAt" },
                filter: "\"SubmittedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_SubmittedAt",
                table: "Attempt",
                column: "SubmittedAt",
                filter: "\"AwaitsGrading\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Learner_SoughtName",
                table: "Learner");

            migrationBuilder.DropIndex(
                name: "IX_Learner_SoughtRest",
                table: "Learner");

            migrationBuilder.DropIndex(
                name: "IX_Enrolment_CourseId_StartedAt",
                table: "Enrolment");

            migrationBuilder.DropIndex(
                name: "IX_CredentialStatuses_RevokedAt_CredentialId",
                table: "CredentialStatuses");

            migrationBuilder.DropIndex(
                name: "IX_CredentialRequests_AskedAt",
                table: "CredentialRequests");

            migrationBuilder.DropIndex(
                name: "IX_Credential_CourseId_PathwayId_IssuedAt_Id",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_IssuedAt_Id",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_SoughtName",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_SoughtRest",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Credential_ValidUntil_Id",
                table: "Credential");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_RevisionId_SubmittedAt",
                table: "Attempt");

            migrationBuilder.DropIndex(
                name: "IX_Attempt_SubmittedAt",
                table: "Attempt");

            migrationBuilder.DropColumn(
                name: "SoughtName",
                table: "Learner");

            migrationBuilder.DropColumn(
                name: "SoughtRest",
                table: "Learner");

            migrationBuilder.DropColumn(
                name: "SoughtName",
                table: "Credential");

            migrationBuilder.DropColumn(
                name: "SoughtRest",
                table: "Credential");

            migrationBuilder.CreateIndex(
                name: "IX_Enrolment_CourseId",
                table: "Enrolment",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialStatuses_RevokedAt",
                table: "CredentialStatuses",
                column: "RevokedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialRequests_State_AskedAt",
                table: "CredentialRequests",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Credential_CourseId",
                table: "Credential",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_IssuedAt",
                table: "Credential",
                column: "IssuedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Credential_ValidUntil",
                table: "Credential",
                column: "ValidUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_AwaitsGrading",
                table: "Attempt",
                column: "AwaitsGrading",
                filter: "\"AwaitsGrading\"");
        }
    }
}
