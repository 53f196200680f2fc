package dev.setpoint.edge.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * What objects hold, read by one thread. For many of them one is enough: a pack keeps objects that
 * are alike as differences, and what has been put together once is at hand for the next.
 */
final class Contents implements AutoCloseable {
  private static final int MESSAGE_LIMIT = 64 * 1024;

  private final ObjectReader reader;

  Contents(Repository repository) {
    this.reader = repository.newObjectReader();
  }

  /** A commit's message, at most 64 KiB of it; empty for anything that is not a commit. */
  String message(AnyObjectId id) throws IOException {
    ObjectLoader loader = reader.open(id);
    if (loader.getType() != Constants.OBJ_COMMIT) {
      return "";
    }
    // Not by RevCommit: it reads the list of shallow commits anew for each.
    try (InputStream in = loader.openStream()) {
      byte[] commit = in.readNBytes(2 * MESSAGE_LIMIT);
      int start = RawParseUtils.commitMessage(commit, 0);
      int end = Math.min(commit.length, start + MESSAGE_LIMIT);
      return start < 0 ? "" : RawParseUtils.decode(StandardCharsets.UTF_8, commit, start, end);
    }
  }

  /**
   * The first bytes of a blob. One that the fetch left out because it is larger than the limit is
   * answered with as many blanks: enough to be refused for its size.
   */
  byte[] blob(AnyObjectId id, int limit) throws IOException {
    try (InputStream in = reader.open(id, Constants.OBJ_BLOB).openStream()) {
      return in.readNBytes(limit);
    } catch (MissingObjectException e) {
      byte[] blanks = new byte[limit];
      Arrays.fill(blanks, (byte) ' ');
      return blanks;
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
