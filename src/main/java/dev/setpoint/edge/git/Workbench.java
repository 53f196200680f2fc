package dev.setpoint.edge.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;

/**
 * A repository whose fetched packs are on the disk, and whose own new objects are in memory until
 * it is closed: git's file for each of them would cost more than all else that a push does here,
 * and it is the other side that has to keep them.
 */
final class Workbench extends FileRepository {
  private final Map<ObjectId, ObjectLoader.SmallObject> made = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Objects objects;

  Workbench(File directory) throws IOException {
    super(directory);
    objects = new Objects();
  }

  /** How much memory the objects that were made here take. */
  long madeBytes() {
    return bytes.get();
  }

  @Override
  public ObjectDirectory getObjectDatabase() {
    return objects;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    return new Inserter(objects.newInserter());
  }

  @Override
  public void close() {
    super.close();
    objects.close();
  }

  private final class Objects extends ObjectDirectory {
    private static final String SHALLOW = "shallow";

    Objects() throws IOException {
      super(
          getConfig(),
          getObjectsDirectory(),
          new File[0],
          getFS(),
          new File(Workbench.this.getDirectory(), SHALLOW));
    }

    @Override
    public boolean has(AnyObjectId id) {
      return made.containsKey(id) || super.has(id);
    }

    @Override
    public ObjectReader newReader() {
      return new Reader(super.newReader());
    }
  }

  private final class Reader extends ObjectReader {
    private final ObjectReader fetched;

    Reader(ObjectReader fetched) {
      this.fetched = fetched;
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
      ObjectLoader loader = made.get(id);
      return loader != null && (type == OBJ_ANY || type == loader.getType())
          ? loader
          : fetched.open(id, type);
    }

    @Override
    public boolean has(AnyObjectId id, int type) throws IOException {
      return made.containsKey(id) || fetched.has(id, type);
    }

    @Override
    public ObjectReader newReader() {
      return new Reader(fetched.newReader());
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
      return fetched.resolve(id);
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return fetched.getShallowCommits();
    }

    @Override
    public void close() {
      fetched.close();
    }
  }

  private final class Inserter extends ObjectInserter {
    private final ObjectInserter packs;

    Inserter(ObjectInserter packs) {
      this.packs = packs;
    }

    @Override
    public ObjectId insert(int type, long length, InputStream in) throws IOException {
      byte[] content = in.readNBytes(Math.toIntExact(length));
      ObjectId id = idFor(type, content);
      if (made.putIfAbsent(id, new ObjectLoader.SmallObject(type, content)) == null) {
        bytes.addAndGet(content.length + Constants.OBJECT_ID_LENGTH);
      }
      return id;
    }

    @Override
    public PackParser newPackParser(InputStream in) throws IOException {
      return packs.newPackParser(in);
    }

    @Override
    public ObjectReader newReader() {
      return objects.newReader();
    }

    @Override
    public void flush() throws IOException {
      packs.flush();
    }

    @Override
    public void close() {
      packs.close();
    }
  }
}
