package dev.setpoint.edge.git;

import dev.setpoint.edge.Posts;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Opens JGit's HTTP connections and remembers the last status: JGit keeps a 401, a 403 and a 502
 * apart only in the words of its messages.
 */
final class Witness implements HttpConnectionFactory {
  static {
    Posts.neverRepeat();
  }

  private int status;
  private String location = "";

  /** The last answer's status; 0 before there is one. */
  int status() {
    return status;
  }

  /** Where the last answer redirects to, else empty. */
  String location() {
    return location;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Watched(url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Watched(url, proxy);
  }

  private final class Watched extends JDKHttpConnection {
    Watched(URL url) throws IOException {
      super(url);
      status = 0;
    }

    Watched(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
      status = 0;
    }

    @Override
    public int getResponseCode() throws IOException {
      status = super.getResponseCode();
      String to = getHeaderField("Location");
      location = to == null ? "" : to;
      return status;
    }
  }
}
