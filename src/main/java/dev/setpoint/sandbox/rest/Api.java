package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.RateLimits;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub's REST API, at the root and under {@code /api/v3}: who may, how often, then the route. */
public final class Api {
  private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)(/.*)?");

  private final World world;
  private final String origin;
  private final List<Route> routes = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();

  public Api(World world, String origin) {
    this.world = world;
    this.origin = origin;
    routes.addAll(AccountRoutes.all());
    routes.addAll(AppRoutes.all());
    routes.addAll(RepoRoutes.all());
    routes.addAll(IssueRoutes.all());
    routes.addAll(CommentRoutes.all());
    routes.addAll(LabelRoutes.all());
    routes.addAll(PullRoutes.all());
    routes.addAll(ReleaseRoutes.all());
    routes.addAll(ContentRoutes.all());
    routes.addAll(GitRoutes.all());
    routes.addAll(RunRoutes.all());
    routes.addAll(WorkflowRoutes.all());
    // /issues/comments is not the issue "comments": what has fewer placeholders goes first.
    routes.sort(Comparator.comparingInt(route -> route.names().size()));
  }

  /** Every operation as {@code METHOD /template}, for a test that no one is forgotten. */
  public List<String> operations() {
    return routes.stream()
        .map(r -> r.method() + " " + r.template().replace("...", ""))
        .sorted()
        .toList();
  }

  public Reply answer(Request whole) {
    boolean enterprise = whole.path().startsWith("/api/v3/");
    Request request = enterprise ? whole.at(whole.path().substring(7)) : whole;
    Urls urls = Urls.of(request, origin, enterprise);
    if (request.method().equals("POST") && request.path().equals("/login/oauth/access_token")) {
      return AppRoutes.signIn(request, world);
    }
    Map<String, String> common = new LinkedHashMap<>();
    common.put("X-GitHub-Request-Id", "5A4D:%06X".formatted(requests.incrementAndGet()));
    common.put("X-GitHub-Media-Type", "github.v3; format=json");
    try {
      Caller caller = Caller.of(request.header("authorization"), world);
      Reply reply = world.alone(() -> limited(request, caller, urls));
      return reply.withAll(common);
    } catch (Refusal refusal) {
      return refusal.reply().withAll(common);
    }
  }

  private Reply limited(Request request, Caller caller, Urls urls) {
    RateLimits rates = world.rates();
    RateLimits.Window before = rates.of(caller.account(), caller.hourlyLimit());
    boolean free = request.path().equals("/rate_limit");
    if (before.remaining() == 0 && !free) {
      String who =
          caller.isAnonymous()
              ? "127.0.0.1"
              : "user ID " + world.accounts().of(caller.login()).id();
      return Refusal.of(403, "API rate limit exceeded for " + who + ".")
          .reply()
          .withAll(rateHeaders(before));
    }
    Reply reply = tagged(request, routed(request, caller, urls));
    if (!free && reply.status() != 304) {
      rates.count(caller.account());
    }
    return reply.withAll(rateHeaders(rates.of(caller.account(), caller.hourlyLimit())));
  }

  private Reply routed(Request request, Caller caller, Urls urls) {
    try {
      Request named = byName(request);
      for (Route route : routes) {
        Optional<Map<String, String>> places =
            route.method().equals(request.method()) ? route.match(named.path()) : Optional.empty();
        if (places.isPresent()) {
          return routed(
              route,
              new Call(
                  named,
                  world,
                  caller,
                  urls,
                  places.get(),
                  repo(named, caller, urls, places.get())));
        }
      }
      throw Refusal.notFound();
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Reply routed(Route route, Call call) {
    String needed = route.permission();
    Map<String, String> accepted =
        needed.isEmpty() ? Map.of() : Map.of("X-Accepted-GitHub-Permissions", route.accepted());
    try {
      if (!needed.isEmpty()) {
        authorise(route, call);
      }
      return route.handler().apply(call).withAll(accepted);
    } catch (Refusal refusal) {
      return refusal.reply().withAll(accepted);
    }
  }

  private void authorise(Route route, Call call) {
    boolean write = route.access() == Token.Access.WRITE;
    Caller caller = call.caller();
    if (caller.isAnonymous()) {
      if (write) {
        throw Refusal.needsLogin();
      }
    } else if (route.permissions().stream().noneMatch(p -> caller.granted(p, route.access()))) {
      throw caller.lacking();
    }
    if (write && call.repo().isArchived()) {
      throw Refusal.of(403, "Repository was archived so is read-only.");
    }
    if (write && call.request().method().equals("POST")) {
      Optional<Duration> wait = world.rates().create();
      if (wait.isPresent()) {
        throw Refusal.with(
            Refusal.of(
                    403,
                    "You have exceeded a secondary rate limit and have been temporarily blocked"
                        + " from content creation. Please retry your request again later.")
                .reply()
                .with("Retry-After", Long.toString(Math.max(1, wait.get().toSeconds()))));
      }
    }
  }

  /** The repository of a path, as far as the caller may know of it. */
  private @Nullable Repo repo(
      Request request, Caller caller, Urls urls, Map<String, String> places) {
    String owner = places.get("owner");
    String name = places.get("repo");
    if (owner == null || name == null) {
      return null;
    }
    String fullName = owner + "/" + name;
    Optional<Repo> repo = world.repository(fullName);
    if (repo.isEmpty()) {
      throw moved(request, urls, fullName);
    }
    return repo.filter(caller::sees)
        .filter(r -> world.apps().reaches(caller.token(), r))
        .orElseThrow(Refusal::notFound);
  }

  /** What a repository's former name is answered with: a redirect to its id. */
  private Refusal moved(Request request, Urls urls, String fullName) {
    Optional<Repo> now = world.newNameOf(fullName).flatMap(world::repository);
    if (now.isEmpty()) {
      return Refusal.notFound();
    }
    int prefix = ("/repos/" + fullName).length();
    String rest = request.path().substring(prefix);
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    String to = urls.api() + "/repositories/" + now.get().id() + rest + query;
    int status = request.method().equals("GET") ? 301 : 307;
    return movedTo(status, to);
  }

  static Refusal movedTo(int status, String to) {
    String word = status == 301 ? "Moved Permanently" : "Temporary Redirect";
    return Refusal.with(
        Reply.json(status, Refusal.body(status, word).put("url", to)).with("Location", to));
  }

  /** Requests by repository id are answered as those by its present name. */
  private Request byName(Request request) {
    Matcher byId = BY_ID.matcher(request.path());
    if (!byId.matches()) {
      return request;
    }
    Repo repo = world.repository(Long.parseLong(byId.group(1))).orElseThrow(Refusal::notFound);
    String rest = byId.group(2) == null ? "" : byId.group(2);
    return request.at("/repos/" + repo.fullName() + rest);
  }

  private static Reply tagged(Request request, Reply reply) {
    if (!request.method().equals("GET") || reply.status() != 200) {
      return reply;
    }
    String tag = "W/\"" + digest(reply.body().array()) + "\"";
    Reply tagged =
        reply.with("ETag", tag).with("Cache-Control", "private, max-age=60, s-maxage=60");
    String known = request.header("if-none-match");
    boolean same =
        known != null
            && java.util.Arrays.stream(known.split(",", -1))
                .map(t -> t.strip().replaceFirst("^W/", ""))
                .anyMatch(tag.substring(2)::equals);
    if (!same) {
      return tagged;
    }
    Map<String, String> headers = new LinkedHashMap<>(tagged.headers());
    headers.remove("Content-Type");
    return Reply.empty(304).withAll(headers);
  }

  private static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, String> rateHeaders(RateLimits.Window window) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", Integer.toString(window.limit()));
    headers.put("X-RateLimit-Remaining", Integer.toString(window.remaining()));
    headers.put("X-RateLimit-Used", Integer.toString(Math.min(window.used(), window.limit())));
    headers.put("X-RateLimit-Reset", Long.toString(window.reset().getEpochSecond()));
    headers.put("X-RateLimit-Resource", "core");
    return headers;
  }
}
