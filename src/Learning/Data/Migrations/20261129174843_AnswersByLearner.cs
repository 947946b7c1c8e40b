using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.Migrations
{
    /// <summary>What hangs on an attempt says whose it is, too.</summary>
    public partial class AnswersByLearner : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "ScoreChange",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "ItemResponse",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "Grade",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""UPDATE "ItemResponse" SET "LearnerId" = (SELECT a."LearnerId" FROM "Attempt" a WHERE a."Id" = "ItemResponse"."AttemptId");""");
            migrationBuilder.Sql("""UPDATE "Grade" SET "LearnerId" = (SELECT a."LearnerId" FROM "Attempt" a WHERE a."Id" = "Grade"."AttemptId");""");
            migrationBuilder.Sql("""UPDATE "ScoreChange" SET "LearnerId" = (SELECT a."LearnerId" FROM "Attempt" a WHERE a."Id" = "ScoreChange"."AttemptId");""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LearnerId",
                table: "ScoreChange");

            migrationBuilder.DropColumn(
                name: "LearnerId",
                table: "ItemResponse");

            migrationBuilder.DropColumn(
                name: "LearnerId",
                table: "Grade");
        }
    }
}
