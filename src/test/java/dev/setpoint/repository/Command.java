package dev.setpoint.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a program ended.
 *
 * @param code its exit code
 * @param said everything that it printed, errors included
 */
record Command(int code, String said) {
  private static final long LONGEST_SECONDS = 180;

  /**
   * Runs it to its end.
   *
   * @throws IOException where there is no such program, or it takes longer than three minutes
   */
  static Command run(Path directory, List<String> words) throws IOException {
    Process process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture<byte[]> said =
        CompletableFuture.supplyAsync(
            () -> {
              try (var out = process.getInputStream()) {
                return out.readAllBytes();
              } catch (IOException e) {
                return e.toString().getBytes(StandardCharsets.UTF_8);
              }
            });
    try {
      String text = new String(said.get(LONGEST_SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
      return new Command(process.waitFor(), text);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("waiting for " + words, e);
    }
  }
}
