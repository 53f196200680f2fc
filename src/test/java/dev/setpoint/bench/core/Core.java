package dev.setpoint.bench.core;

import dev.setpoint.bench.CoreWork;
import dev.setpoint.diff.Decision;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The core's work as JMH calls it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
public class Core {
  private CoreWork work = new CoreWork();

  @Setup
  public void check() {
    work.check();
  }

  @Benchmark
  public Decision diff() {
    return work.diff();
  }

  @Benchmark
  public String parseAndRender() {
    return work.parseAndRender();
  }
}
