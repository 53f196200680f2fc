package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** The other side: lists its refs, brings objects here, pushes ours. Counts each request. */
final class Remote {
  /** A file this large is read to here, to be refused for its size: 1 MiB and one byte. */
  static final int FILE_LIMIT = 1024 * 1024 + 1;

  private static final int TIMEOUT_SECONDS = 60;

  private final GitUrl url;
  private final Token token;
  private final LocalObjects objects;
  private final int depth;
  private final AtomicInteger requests = new AtomicInteger();
  private boolean filters;

  Remote(GitUrl url, Token token, LocalObjects objects) {
    this(url, token, objects, 1);
  }

  /**
   * One that brings some of the past along.
   *
   * @param depth how many commits back; 1 for the tips alone
   */
  Remote(GitUrl url, Token token, LocalObjects objects, int depth) {
    this.url = url;
    this.token = token;
    this.objects = objects;
    this.depth = depth;
    // The in-process server of a local repository gains nothing from leaving files out.
    this.filters = !url.isLocal();
  }

  GitUrl url() {
    return url;
  }

  /** How many times the other side was asked: fetches, lists and pushes. */
  int requests() {
    return requests.get();
  }

  /**
   * Lists refs and brings the objects of some of them here, as of one moment.
   *
   * @param names of refs, or prefixes that end with a slash; a server may show more
   * @param wanted which of the listed refs' objects are needed
   */
  Listed fetch(
      String doing, Collection<String> names, Function<Listed, Collection<ObjectId>> wanted)
      throws IOException {
    requests.incrementAndGet();
    Witness witness = new Witness();
    try {
      return fetch(witness, names, wanted);
    } catch (TransportException | NotSupportedException e) {
      if (filters && mentionsFilter(e)) {
        filters = false;
        return fetch(doing, names, wanted);
      }
      if (!objects.shared().isEmpty() && lacksBase(e)) {
        // The server sent a difference to a file that an earlier fetch left out: without a word of
        // what is here it sends everything whole.
        objects.shared().clear();
        return fetch(doing, names, wanted);
      }
      objects.doubt();
      throw trouble(doing, witness, e);
    }
  }

  private Listed fetch(
      Witness witness, Collection<String> names, Function<Listed, Collection<ObjectId>> wanted)
      throws IOException {
    try (Transport transport = open(witness)) {
      transport.setDepth(depth);
      if (filters) {
        // Plans are small; a repository's films and archives stay where they are. A file that is
        // missing here is too large to be a plan.
        transport.setFilterSpec(FilterSpec.fromFilterLine("blob:limit=" + FILE_LIMIT));
      }
      List<RefSpec> specs = names.stream().map(Remote::spec).toList();
      try (FetchConnection connection = transport.openFetch(specs, "HEAD")) {
        Listed listed = Listed.of(connection.getRefsMap());
        List<Ref> missing = new ArrayList<>();
        Set<ObjectId> needed = new LinkedHashSet<>(wanted.apply(listed));
        for (ObjectId id : needed) {
          if (!objects.has(id)) {
            missing.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id));
          }
        }
        if (!missing.isEmpty()) {
          connection.fetch(NullProgressMonitor.INSTANCE, missing, objects.shared());
          objects.fetched();
        }
        objects.nowHas(needed);
        missing.forEach(ref -> objects.shared().add(ref.getObjectId()));
        return listed;
      }
    }
  }

  private static RefSpec spec(String name) {
    return name.endsWith("/") ? new RefSpec(name + "*:" + name + "*") : new RefSpec(name);
  }

  /**
   * One push; each update carries the id that it expects and, afterwards, its status.
   *
   * @param witness tells afterwards what the server answered
   */
  PushResult push(Witness witness, Collection<RemoteRefUpdate> updates, boolean atomic)
      throws IOException {
    requests.incrementAndGet();
    try (Transport transport = open(witness)) {
      transport.setPushAtomic(atomic);
      return transport.push(NullProgressMonitor.INSTANCE, updates);
    }
  }

  GitTrouble trouble(String doing, Witness witness, Exception thrown) {
    return GitTrouble.of(doing, url, token, witness.status(), witness.location(), thrown);
  }

  private Transport open(Witness witness) throws NotSupportedException, TransportException {
    Transport transport = Transport.open(objects.repository(), url.toJGit());
    transport.setTimeout(TIMEOUT_SECONDS);
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(witness);
      if (token.isPresent()) {
        // Sent at once: a question answered 401 first would cost a round trip at each connection.
        http.setPreemptiveBasicAuthentication("x-access-token", token.reveal());
      }
    }
    return transport;
  }

  private static boolean lacksBase(Exception e) {
    return e.getCause() instanceof MissingObjectException;
  }

  private static boolean mentionsFilter(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("filter")) {
        return true;
      }
    }
    return false;
  }
}
