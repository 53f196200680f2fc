package dev.setpoint.bench.cold;

import dev.setpoint.sandbox.*;
import java.nio.file.*;

public class Hold {
  public static void main(String[] a) throws Exception {
    Path w = Path.of("/tmp/hold");
    Files.createDirectories(w);
    Files.deleteIfExists(w.resolve("keys.p12"));
    Certificate c = Certificate.in(w);
    System.setProperty("javax.net.ssl.trustStore", c.trusted().toString());
    Sandbox s = Sandbox.start(SandboxOptions.defaults().onPort(18443), c.sockets());
    s.world().rates().set(s.token(), 1000000, 1000000, java.time.Instant.now().plusSeconds(36000));
    Place p = Place.settled(s, "idle", 10, 12, 4);
    Programs pr = new Programs(Path.of("").toAbsolutePath(), w, c, s);
    pr.prepare();
    Subject f = pr.flags(p);
    Place.settled(s, "growth-100", 100, 50, 1);
    if (a.length > 0) Place.settled(s, "growth-1000", 1000, 50, 1);
    StringBuilder sb = new StringBuilder();
    f.environment()
        .forEach((k, v) -> sb.append("export " + k + "='" + v.replace("{home}", "$HOME") + "'\n"));
    Files.writeString(w.resolve("env"), sb.toString());
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
