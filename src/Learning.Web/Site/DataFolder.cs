namespace Learning.Web.Site;

/// <summary>The folder for all the site keeps outside a database of PostgreSQL.</summary>
internal static class DataFolder
{
    /// <summary>Makes it where it is not there yet. Keys that lie in it have to be readable in any case: they are taken into the database where they are kept there.</summary>
    /// <exception cref="SettingException">It cannot be made, or nothing can be kept in it.</exception>
    public static void Prepare(SitePaths paths, bool keepsKeys)
    {
        try
        {
            Directory.CreateDirectory(paths.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SettingException($"The data folder {paths.Data} cannot be made ({e.Message.TrimEnd('.')}). Make it and give it to the user this runs as, or name another with --data.");
        }

        if (Fault(paths.Data) is { } fault)
        {
            throw new SettingException(fault);
        }

        if (keepsKeys || Directory.Exists(paths.Keys))
        {
            PrepareKeys(paths.Keys);
        }
    }

    /// <summary>Whoever cannot read the keys that are there would make new ones beside them, and sign everybody out.</summary>
    private static void PrepareKeys(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(folder, "*.xml"))
            {
                using var key = File.OpenRead(file);
                _ = key.ReadByte();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The keys of the site in {folder} cannot be read ({e.Message.TrimEnd('.')}). Give the folder and what is in it to the user this runs as; without them everybody would be signed out.");
        }
    }

    /// <summary>Why nothing can be kept there; null where something can: a file of a few bytes is written and taken away.</summary>
    public static string? Fault(string folder)
    {
        var file = Path.Combine(folder, $".try-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(file, new byte[512]);
            return null;
        }
        catch (IOException e) when (IsFull(e))
        {
            return $"The disk of the data folder {folder} is full. Make room on it; what was kept is there.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data folder {folder} cannot be written to ({e.Message.TrimEnd('.')}). Give it to the user this runs as, or name another with --data.";
        }
        finally
        {
            Forget(file);
        }
    }

    public static bool IsFull(IOException e) => (e.HResult & 0xFFFF) is 28 or 122 or 112 or 27;   // no space, quota, the same on Windows, a file grown too large

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It could not be written either, and that was said.
        }
    }
}
