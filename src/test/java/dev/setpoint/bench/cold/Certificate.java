package dev.setpoint.bench.cold;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The sandbox's certificate, made for one run, and the lists of authorities that trust it: each the
 * system's whole list with one more, so that reading it costs what it costs everywhere.
 *
 * @param trusted for a JVM, as {@code javax.net.ssl.trustStore}
 * @param pem for git, curl and Node
 */
record Certificate(ServerSocketFactory sockets, Path trusted, Path pem) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static Certificate in(Path directory) throws IOException, InterruptedException {
    try {
      Path keys = directory.resolve("keys.p12");
      Path java = Path.of(System.getProperty("java.home"));
      Process made =
          new ProcessBuilder(
                  java.resolve("bin/keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "sandbox",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-validity",
                  "2",
                  "-dname",
                  "CN=Setpoint sandbox",
                  "-ext",
                  "SAN=IP:127.0.0.1",
                  "-ext",
                  "BC=ca:true",
                  "-keystore",
                  keys.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .inheritIO()
              .start();
      if (made.waitFor() != 0) {
        throw new IOException("keytool made no certificate");
      }
      KeyStore own = load(keys);
      var certificate = own.getCertificate("sandbox");

      // As the JDK's own list: not encrypted, which would take longer to read.
      System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
      System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
      KeyStore list = load(java.resolve("lib/security/cacerts"));
      list.setCertificateEntry("setpoint-sandbox", certificate);
      Path trusted = directory.resolve("trusted.p12");
      try (OutputStream out = Files.newOutputStream(trusted)) {
        list.store(out, PASSWORD);
      }

      Path pem = directory.resolve("trusted.pem");
      String text =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      Files.writeString(pem, systemList() + text);

      KeyManagerFactory manager = KeyManagerFactory.getInstance("PKIX");
      manager.init(own, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(manager.getKeyManagers(), null, null);
      return new Certificate(context.getServerSocketFactory(), trusted, pem);
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate for the sandbox", e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static String systemList() throws IOException {
    for (String file : List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem")) {
      if (Files.isReadable(Path.of(file))) {
        return Files.readString(Path.of(file));
      }
    }
    return "";
  }
}
