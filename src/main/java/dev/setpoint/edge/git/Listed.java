package dev.setpoint.edge.git;

import static org.eclipse.jgit.lib.Constants.HEAD;
import static org.eclipse.jgit.lib.Constants.R_HEADS;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * The refs that a remote showed at one moment.
 *
 * @param tips what each points at, by full name
 * @param defaultBranch the short name of the branch that HEAD names, where the remote shows it
 */
record Listed(Map<String, ObjectId> tips, Optional<String> defaultBranch) {
  static Listed of(Map<String, Ref> refs) {
    Map<String, ObjectId> tips = new TreeMap<>();
    refs.forEach(
        (name, ref) -> {
          ObjectId id = ref.getObjectId();
          if (id != null) {
            tips.put(name, id);
          }
        });
    Ref head = refs.get(HEAD);
    boolean named =
        head != null && head.isSymbolic() && head.getTarget().getName().startsWith(R_HEADS);
    return new Listed(
        tips,
        named && head != null
            ? Optional.of(head.getTarget().getName().substring(R_HEADS.length()))
            : Optional.empty());
  }

  Optional<ObjectId> tip(String name) {
    return Optional.ofNullable(tips.get(name));
  }

  Optional<ObjectId> head() {
    return tip(HEAD);
  }
}
