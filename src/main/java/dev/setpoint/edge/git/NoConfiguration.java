package dev.setpoint.edge.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The machine as JGit may see it: no user's or system's git configuration. Reading them would start
 * {@code git} as a subprocess and let a stranger's {@code http.proxy} or {@code url.insteadOf} send
 * the token elsewhere.
 */
final class NoConfiguration extends SystemReader.Delegate {
  private static final Duration COARSE = Duration.ofSeconds(2);

  private NoConfiguration(SystemReader machine) {
    super(machine);
  }

  /** Installs itself for the whole JVM, once. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof NoConfiguration)) {
      SystemReader.setInstance(new NoConfiguration(SystemReader.getInstance()));
      // Nobody watches the cache; making it watchable loads the JVM's management.
      WindowCacheConfig cache = new WindowCacheConfig();
      cache.setExposeStatsViaJmx(false);
      cache.install();
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  /** A configuration without a file. */
  private static final class Empty extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit's own way to say "no file"
    Empty(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * The file system's clock is taken for as coarse as any (2 s, JGit's own fallback). With no
     * file to remember it in, JGit would measure it at each start: 3 s, with probe files in the
     * repository's directory.
     */
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
