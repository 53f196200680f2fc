package dev.setpoint.sandbox.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The machine as the sandbox's git sees it: without its user's configuration, and with a file
 * system's clock coarser than those of today, which JGit would otherwise measure for three seconds.
 * What is younger than its tick JGit reads again at each look, every pack of a repository.
 */
final class CoarseClock extends SystemReader.Delegate {
  private static final Duration COARSE = Duration.ofMillis(50);

  private CoarseClock(SystemReader machine) {
    super(machine);
  }

  /** Installs itself for the whole JVM, once, unless somebody else has seen to it. */
  static synchronized void install() {
    SystemReader now = SystemReader.getInstance();
    if (!(now instanceof SystemReader.Delegate)) {
      SystemReader.setInstance(new CoarseClock(now));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Told(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Told(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Told(parent, fs);
  }

  /** A configuration without a file. */
  private static final class Told extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit's own way to say "no file"
    Told(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? unit.convert(COARSE.toNanos(), TimeUnit.NANOSECONDS)
          : otherwise;
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
