package dev.setpoint.edge.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Puts new contents into an existing tree; every other entry stays as it is, bit for bit. */
final class Splice {
  private final ObjectReader reader;
  private final ObjectInserter inserter;

  private Splice(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * The tree with these files' contents replaced, or added.
   *
   * @param edits content by path
   * @throws IOException when a path leads through something that is not a directory, or names
   *     something that is not a regular file
   */
  static ObjectId into(
      LocalObjects objects, ObjectInserter inserter, ObjectId tree, Map<String, byte[]> edits)
      throws IOException {
    Map<List<String>, byte[]> byName = new LinkedHashMap<>();
    edits.forEach((path, content) -> byName.put(names(path), content));
    try (ObjectReader reader = objects.repository().newObjectReader()) {
      return new Splice(reader, inserter).directory(tree, byName, "");
    }
  }

  /** A name in a tree is bytes; each byte is one character here, so that none is ever changed. */
  private static List<String> names(String path) {
    String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return List.of(bytes.split("/", -1));
  }

  /** What stands in a tree: the mode's bits as they are, though git may write others today. */
  private record Entry(int mode, ObjectId id) {
    boolean isTree() {
      return FileMode.TREE.equals(mode);
    }

    boolean isFile() {
      return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }
  }

  private ObjectId directory(ObjectId tree, Map<List<String>, byte[]> edits, String where)
      throws IOException {
    Map<String, Entry> entries = entries(tree);
    Map<String, Map<List<String>, byte[]>> below = new LinkedHashMap<>();
    for (Map.Entry<List<String>, byte[]> edit : edits.entrySet()) {
      List<String> path = edit.getKey();
      String name = path.getFirst();
      if (path.size() > 1) {
        below
            .computeIfAbsent(name, n -> new LinkedHashMap<>())
            .put(path.subList(1, path.size()), edit.getValue());
      } else {
        Entry old = entries.get(name);
        if (old != null && !old.isFile()) {
          throw new IOException("cannot write " + where + name + ": it is not a regular file");
        }
        int mode = old == null ? FileMode.REGULAR_FILE.getBits() : old.mode;
        entries.put(name, new Entry(mode, inserter.insert(Constants.OBJ_BLOB, edit.getValue())));
      }
    }
    for (Map.Entry<String, Map<List<String>, byte[]>> sub : below.entrySet()) {
      String name = sub.getKey();
      Entry old = entries.get(name);
      if (old != null && !old.isTree()) {
        throw new IOException("cannot write below " + where + name + ": it is not a directory");
      }
      ObjectId from = old == null ? ObjectId.zeroId() : old.id;
      ObjectId made = directory(from, sub.getValue(), where + name + "/");
      entries.put(name, new Entry(FileMode.TREE.getBits(), made));
    }
    return inserter.insert(Constants.OBJ_TREE, format(entries));
  }

  private Map<String, Entry> entries(ObjectId tree) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!tree.equals(ObjectId.zeroId())) {
      CanonicalTreeParser parser = new CanonicalTreeParser();
      for (parser.reset(reader, tree); !parser.eof(); parser.next()) {
        byte[] name = new byte[parser.getNameLength()];
        parser.getName(name, 0);
        entries.put(
            new String(name, StandardCharsets.ISO_8859_1),
            new Entry(parser.getEntryRawMode(), parser.getEntryObjectId()));
      }
    }
    return entries;
  }

  /** Git's order: by bytes, a directory as if its name ended with a slash. */
  private static byte[] format(Map<String, Entry> entries) {
    Map<String, Map.Entry<String, Entry>> sorted = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      sorted.put(entry.getKey() + (entry.getValue().isTree() ? "/" : ""), entry);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, Entry> entry : sorted.values()) {
      String line = Integer.toOctalString(entry.getValue().mode) + " " + entry.getKey() + "\0";
      out.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
      byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
      entry.getValue().id.copyRawTo(id, 0);
      out.writeBytes(id);
    }
    return out.toByteArray();
  }
}
