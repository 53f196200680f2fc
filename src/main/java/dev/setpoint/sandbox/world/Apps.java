package dev.setpoint.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub Apps: their keys, where they are installed, and the tokens that follow from it. */
public final class Apps {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_JWT = Duration.ofMinutes(11);
  private static final Pattern NUMBER = Pattern.compile("\"(exp|iat)\"\\s*:\\s*(\\d+)");
  private static final Pattern ISSUER = Pattern.compile("\"iss\"\\s*:\\s*\"?([A-Za-z0-9.]+)");
  private static final Pattern INSTALLED = Pattern.compile("ghs_(\\d+)_.*");
  // Before the PKCS#1 key in the PKCS#8 form of a 2048-bit RSA key.
  private static final int PKCS8_HEAD = 26;

  private final World world;
  private final Map<Long, App> apps = new HashMap<>();
  private final Map<Long, Installation> installations = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();
  private final Map<String, App> manifests = new HashMap<>();
  private final Map<String, String> visitors = new HashMap<>();

  /** One App, with its secrets. */
  public record App(
      long id,
      String slug,
      String clientId,
      String clientSecret,
      String webhookSecret,
      KeyPair keys) {

    /** The private key as GitHub hands it out: PKCS#1 in PEM. */
    public String pem() {
      byte[] pkcs8 = keys.getPrivate().getEncoded();
      return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length));
    }

    /** The private key as other tools convert it. */
    public String pkcs8() {
      return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String pem(String kind, byte[] der) {
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    @Override
    public String toString() {
      return "App " + slug; // never its secrets
    }
  }

  /** An App in somebody's repositories. */
  public final class Installation {
    private final long id;
    private final App app;
    private final String account;
    private final Set<String> repositories = new TreeSet<>();
    private @Nullable Instant suspendedAt;
    private int minted;

    private Installation(long id, App app, String account) {
      this.id = id;
      this.app = app;
      this.account = account;
    }

    public long id() {
      return id;
    }

    public App app() {
      return app;
    }

    public String account() {
      return account;
    }

    public Optional<Instant> suspendedAt() {
      return Optional.ofNullable(suspendedAt);
    }

    public void suspend(boolean is) {
      world.alone(() -> suspendedAt = is ? world.now() : null);
    }

    public void add(String fullName) {
      world.alone(() -> repositories.add(Account.key(fullName)));
    }

    public void remove(String fullName) {
      world.alone(() -> repositories.remove(Account.key(fullName)));
    }

    public boolean has(Repo repo) {
      return world.alone(() -> repositories.contains(Account.key(repo.fullName())));
    }

    /** How many tokens were given out for it. */
    public int minted() {
      return world.alone(() -> minted);
    }
  }

  /**
   * A fresh installation token.
   *
   * @param until when it ends, a whole second
   */
  public record Minted(String value, Instant until) {}

  Apps(World world) {
    this.world = world;
  }

  /** A new App with a key of its own. */
  public App create(String slug) {
    KeyPair keys = keys();
    return world.alone(
        () -> {
          long id = world.nextId();
          App app =
              new App(id, slug, "Iv23li" + id, "client-secret-" + id, "webhook-secret-" + id, keys);
          apps.put(id, app);
          world.accounts().of(slug + "[bot]");
          return app;
        });
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java makes RSA keys", e);
    }
  }

  /** Installs an App in some of an account's repositories. */
  public Installation install(App app, String account, String... fullNames) {
    Installation made =
        world.alone(
            () -> {
              Installation one = new Installation(world.nextId(), app, account);
              installations.put(one.id, one);
              return one;
            });
    Arrays.stream(fullNames).forEach(made::add);
    return made;
  }

  public void uninstall(Installation installation) {
    world.alone(() -> installations.remove(installation.id));
  }

  public List<Installation> installations() {
    return world.alone(
        () ->
            new ArrayList<>(installations.values())
                .stream().sorted((a, b) -> Long.compare(a.id, b.id)).toList());
  }

  public Optional<Installation> installation(long id) {
    return world.alone(() -> Optional.ofNullable(installations.get(id)));
  }

  /** A token for an installation that is not suspended. */
  public Minted mint(Installation installation) {
    return world.alone(
        () -> {
          installation.minted++;
          String value = "ghs_" + installation.id + "_" + installation.minted + "x".repeat(300);
          Instant until = World.shown(world.now().plus(TOKEN_LIFE));
          world.add(Token.ofApp(value, installation.app.slug()));
          ends.put(value, until);
          return new Minted(value, until);
        });
  }

  /** Whether a token still counts: those of installations end, by time or with the installation. */
  public boolean counts(String value) {
    Optional<Long> id = installationOf(value);
    if (id.isEmpty()) {
      return true;
    }
    Instant until = ends.get(value);
    Installation installation = installations.get(id.get());
    return until != null
        && until.isAfter(world.now())
        && installation != null
        && installation.suspendedAt == null;
  }

  /** Whether a token reaches a repository, as far as Apps have a say in it. */
  public boolean reaches(@Nullable Token token, Repo repo) {
    Optional<Long> id = token == null ? Optional.empty() : installationOf(token.value());
    return id.isEmpty() || installation(id.get()).filter(i -> i.has(repo)).isPresent();
  }

  /** The installation that a token was given out for. */
  public static Optional<Long> installationOf(String value) {
    Matcher m = INSTALLED.matcher(value);
    return m.matches() ? Optional.of(Long.valueOf(m.group(1))) : Optional.empty();
  }

  /** The App that signed a JSON web token, if the signature and the times are right. */
  public Optional<App> signedBy(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    Matcher issuer = ISSUER.matcher(claims);
    Map<String, Long> times = new HashMap<>();
    NUMBER.matcher(claims).results().forEach(r -> times.put(r.group(1), Long.valueOf(r.group(2))));
    if (!issuer.find() || times.size() != 2) {
      return Optional.empty();
    }
    Instant now = world.now();
    Instant exp = Instant.ofEpochSecond(times.getOrDefault("exp", 0L));
    Instant iat = Instant.ofEpochSecond(times.getOrDefault("iat", 0L));
    boolean timely = exp.isAfter(now) && !iat.isAfter(now) && exp.isBefore(now.plus(LONGEST_JWT));
    return apps.values().stream()
        .filter(
            a ->
                issuer.group(1).equals(Long.toString(a.id()))
                    || issuer.group(1).equals(a.clientId()))
        .filter(a -> timely && verifies(a, parts))
        .findFirst();
  }

  private static boolean verifies(App app, String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(app.keys().getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Somebody confirms a manifest on GitHub's page; the browser goes back with this code. */
  public String confirm(App app) {
    return world.alone(
        () -> {
          String code = "manifest-" + world.nextId();
          manifests.put(code, app);
          return code;
        });
  }

  /** The App that a manifest's code stands for; each works once. */
  public Optional<App> converted(String code) {
    return world.alone(() -> Optional.ofNullable(manifests.remove(code)));
  }

  /** Somebody signs in through an App on GitHub's page; the browser goes back with this code. */
  public String signIn(String login) {
    return world.alone(
        () -> {
          String code = "visit-" + world.nextId();
          visitors.put(code, login);
          return code;
        });
  }

  /** A user's token for a code and the right client secret; each works once. */
  public Optional<String> visit(String clientId, String clientSecret, String code) {
    return world.alone(
        () -> {
          boolean known =
              apps.values().stream()
                  .anyMatch(
                      a -> a.clientId().equals(clientId) && a.clientSecret().equals(clientSecret));
          String login = known ? visitors.remove(code) : null;
          if (login == null) {
            return Optional.empty();
          }
          String value = "ghu_" + world.nextId();
          world.add(Token.ofUser(value, login));
          return Optional.of(value);
        });
  }
}
