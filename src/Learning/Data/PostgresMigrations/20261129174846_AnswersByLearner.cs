using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <summary>
    /// What hangs on an attempt says whose it is, too. Nodes of the version before do not know that and go on while this is done: what they write, and the attempts that they move to another learner, is put right by triggers. A later version,
    /// beside which none of those runs, may drop them.
    /// </summary>
    public partial class AnswersByLearner : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "ScoreChange",
                type: "text",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "ItemResponse",
                type: "text",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "LearnerId",
                table: "Grade",
                type: "text",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.Sql("""
                UPDATE "ItemResponse" r SET "LearnerId" = a."LearnerId" FROM "Attempt" a WHERE a."Id" = r."AttemptId";
                UPDATE "Grade" r SET "LearnerId" = a."LearnerId" FROM "Attempt" a WHERE a."Id" = r."AttemptId";
                UPDATE "ScoreChange" r SET "LearnerId" = a."LearnerId" FROM "Attempt" a WHERE a."Id" = r."AttemptId";

                CREATE FUNCTION learner_of_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW."LearnerId" := COALESCE((SELECT "LearnerId" FROM "Attempt" WHERE "Id" = NEW."AttemptId"), '');
                    RETURN NEW;
                END $$;

                CREATE FUNCTION attempt_has_moved() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    UPDATE "ItemResponse" SET "LearnerId" = NEW."LearnerId" WHERE "AttemptId" = NEW."Id" AND "LearnerId" <> NEW."LearnerId";
                    UPDATE "Grade" SET "LearnerId" = NEW."LearnerId" WHERE "AttemptId" = NEW."Id" AND "LearnerId" <> NEW."LearnerId";
                    UPDATE "ScoreChange" SET "LearnerId" = NEW."LearnerId" WHERE "AttemptId" = NEW."Id" AND "LearnerId" <> NEW."LearnerId";
                    RETURN NULL;
                END $$;

                CREATE TRIGGER learner_of_attempt BEFORE INSERT ON "ItemResponse" FOR EACH ROW WHEN (NEW."LearnerId" = '') EXECUTE FUNCTION learner_of_attempt();
                CREATE TRIGGER learner_of_attempt BEFORE INSERT ON "Grade" FOR EACH ROW WHEN (NEW."LearnerId" = '') EXECUTE FUNCTION learner_of_attempt();
                CREATE TRIGGER learner_of_attempt BEFORE INSERT ON "ScoreChange" FOR EACH ROW WHEN (NEW."LearnerId" = '') EXECUTE FUNCTION learner_of_attempt();
                CREATE TRIGGER attempt_has_moved AFTER UPDATE OF "LearnerId" ON "Attempt" FOR EACH ROW WHEN (OLD."LearnerId" <> NEW."LearnerId") EXECUTE FUNCTION attempt_has_moved();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP FUNCTION attempt_has_moved() CASCADE;
                DROP FUNCTION learner_of_attempt() CASCADE;
                """);

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
