using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Data.PostgresMigrations
{
    /// <summary>
    /// The record by time: a partition for each month, by the time within the id of an entry. What is there becomes the first partition as it is, up to the end of this month, without being copied; what has an id of a later time goes to the
    /// default partition. The months to come are made by <see cref="Learning.Record.KeepPartitions"/>.
    /// </summary>
    public partial class PartitionedRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DO $$
                DECLARE
                    month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month';
                    bound uuid;
                    first text := 'Entry_until_' || to_char(month, 'YYYY_MM');
                BEGIN
                    bound := CAST(lpad(to_hex(CAST(extract(epoch FROM month) * 1000 AS bigint)), 12, '0') || '00000000000000000000' AS uuid);
                    EXECUTE format('ALTER TABLE "Entry" RENAME TO %I', first);
                    EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT "PK_Entry" TO %I', first, 'PK_' || first);
                    EXECUTE format('ALTER INDEX "IX_Entry_LearnerId_CourseId" RENAME TO %I', 'IX_' || first);
                    EXECUTE format('CREATE TABLE "Entry" (LIKE %I, CONSTRAINT "PK_Entry" PRIMARY KEY ("Id")) PARTITION BY RANGE ("Id")', first);
                    CREATE INDEX "IX_Entry_LearnerId_CourseId" ON "Entry" ("LearnerId", "CourseId");
                    CREATE TABLE "Entry_default" PARTITION OF "Entry" DEFAULT;
                    EXECUTE format('WITH later AS (DELETE FROM %I WHERE "Id" >= %L RETURNING *) INSERT INTO "Entry_default" SELECT * FROM later', first, bound);
                    EXECUTE format('ALTER TABLE "Entry" ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', first, bound);
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE "Entry" RENAME TO "Entry_parts";
                ALTER TABLE "Entry_parts" RENAME CONSTRAINT "PK_Entry" TO "PK_Entry_parts";
                ALTER INDEX "IX_Entry_LearnerId_CourseId" RENAME TO "IX_Entry_parts";
                CREATE TABLE "Entry" (LIKE "Entry_parts", CONSTRAINT "PK_Entry" PRIMARY KEY ("Id"));
                INSERT INTO "Entry" SELECT * FROM "Entry_parts";
                CREATE INDEX "IX_Entry_LearnerId_CourseId" ON "Entry" ("LearnerId", "CourseId");
                DROP TABLE "Entry_parts";
                """);
        }
    }
}
