namespace Learning.Courses;

/// <summary>
/// A place outside the database for the bytes of published media, by name: the hash of a file, or a hash and a width. Bytes under a name never change, so they may be put there twice. A host that has one adds it to its services; without one the bytes
/// lie in the database. All that goes wrong there is a <see cref="MediaStoreException"/>, soon: nobody waits long for it.
/// </summary>
public interface IMediaStore
{
    /// <summary>For whoever runs the site: "the bucket learning at https://s3.example.org".</summary>
    string Place { get; }

    /// <summary>When it returns they are there to be read, by every node.</summary>
    Task PutAsync(string name, byte[] bytes, string contentType, CancellationToken cancellation);

    /// <summary>As many bytes as asked for, from a place on.</summary>
    /// <exception cref="MediaStoreException">There is no such name, fewer bytes, or no answer.</exception>
    Task<byte[]> ReadAsync(string name, long from, int count, CancellationToken cancellation);
}

/// <summary>What is wrong with the media store.</summary>
public enum MediaFault
{
    /// <summary>This process was not told where it is.</summary>
    NotSet,

    /// <summary>It does not answer, or not as it should.</summary>
    Away,

    /// <summary>It takes these credentials for nothing, or not for this.</summary>
    Refused,

    /// <summary>The bucket is not there.</summary>
    NoBucket,

    /// <summary>It has no such bytes.</summary>
    Missing,

    /// <summary>What it has is not what was put there.</summary>
    Damaged,
}

/// <summary>Bytes could not be taken from the media store or put there. The message is for whoever runs the site: what is wrong and what to do, in a sentence or two.</summary>
public sealed class MediaStoreException(MediaFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public MediaFault Fault { get; } = fault;

    /// <summary>Something was to be put there: what named it was not published.</summary>
    public bool IsOfWriting { get; init; }
}
