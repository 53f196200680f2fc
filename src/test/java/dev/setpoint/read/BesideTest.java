package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesideTest {
  private final Thread here = Thread.currentThread();

  @Test
  void whatIsSmallIsDoneHereAndAtOnce() throws IOException {
    Beside<Thread> work = Beside.start("small", false, Thread::currentThread);
    assertThat(work.result()).isSameAs(here);
  }

  @Test
  void whatIsLargeIsDoneInAThreadOfItsOwn() throws IOException {
    Beside<Thread> work = Beside.start("large", true, Thread::currentThread);
    assertThat(work.result()).isNotSameAs(here);
  }

  @Test
  void aFaultIsNotSwallowed() {
    Beside<String> work = Beside.start("faulty", true, () -> List.of("").get(1));
    assertThatThrownBy(work::result).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Beside<Long> work = Beside.start("slow", true, BesideTest::slow);
    here.interrupt();
    assertThatThrownBy(work::result).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Long slow() {
    try {
      Thread.sleep(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0L;
  }
}
