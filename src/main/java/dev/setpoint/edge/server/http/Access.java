package dev.setpoint.edge.server.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Who may look at pages and at the data behind them. Nobody may by accident: each way is asked for
 * by name when the server starts.
 */
public sealed interface Access {

  /** Who is asking; empty for nobody that may look. */
  Optional<Visitor> visitor(Context context) throws SQLException;

  /** What to tell those who may not. */
  String refusal();

  /** Nobody asked for pages. */
  record Off() implements Access {
    @Override
    public Optional<Visitor> visitor(Context context) {
      return Optional.empty();
    }

    @Override
    public String refusal() {
      return "the pages are switched off: start the server with --pages github, --pages header:NAME"
          + " (behind a reverse proxy that signs people in) or --pages loopback";
    }
  }

  /** People on this very machine, who are not sent by a proxy or by another site's page. */
  record Loopback() implements Access {
    private static final List<String> OF_PROXIES =
        List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    @Override
    public Optional<Visitor> visitor(Context context) {
      boolean near = isLoopback(context.req().getRemoteAddr());
      boolean sent = OF_PROXIES.stream().anyMatch(h -> context.header(h) != null);
      // A name that another site's owner points at this machine is not this machine's name.
      boolean named =
          String.valueOf(context.header("Host"))
              .matches("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
      return near && !sent && named
          ? Optional.of(new Visitor("", Optional.empty()))
          : Optional.empty();
    }

    private static boolean isLoopback(String address) {
      try {
        return InetAddress.getByName(address).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }

    @Override
    public String refusal() {
      return "the pages are open to this machine alone, and not through a proxy";
    }
  }

  /** A reverse proxy has signed people in, and says who they are in a header. */
  record Header(String name) implements Access {
    @Override
    public Optional<Visitor> visitor(Context context) {
      return Optional.ofNullable(context.header(name))
          .map(String::strip)
          .filter(login -> !login.isEmpty())
          .map(login -> new Visitor(login, Optional.empty()));
    }

    @Override
    public String refusal() {
      return "the reverse proxy did not say who you are in the header " + name;
    }
  }

  /** GitHub says who people are and what they may see. */
  record GitHub(SignIn signIn) implements Access {
    @Override
    public Optional<Visitor> visitor(Context context) throws SQLException {
      return signIn.visitor(context);
    }

    @Override
    public String refusal() {
      return "sign in with GitHub first";
    }
  }
}
