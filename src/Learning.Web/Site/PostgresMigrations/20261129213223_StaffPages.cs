using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Learning.Web.Site.PostgresMigrations
{
    /// <inheritdoc />
    public partial class StaffPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_NotGuests",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                filter: "NOT \"IsGuest\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_NotGuests",
                table: "AspNetUsers");
        }
    }
}
