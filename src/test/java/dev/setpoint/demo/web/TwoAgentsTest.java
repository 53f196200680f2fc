package dev.setpoint.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.CommitId;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.PlanSource;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pass that another one overtook: git is read again, and jobs that were seen are not. */
class TwoAgentsTest {
  private static final Tip TIP =
      new Tip(
          "main",
          new CommitId("a".repeat(40)),
          List.of(),
          Optional.empty(),
          List.of(),
          "main",
          Set.of(),
          List.of());

  @Test
  void whatWasSeenBeforeThePushIsStillKnownAfterIt() throws Exception {
    List<Moment> told = new ArrayList<>();
    Watch watch = new Watch("https://github.com/shop/app", Optional.empty(), new Pace(), told::add);
    PlanSource plans = watch.over(PlanSource.class, () -> TIP);
    JobSource jobs = watch.over(JobSource.class, answering(JobSource.class));
    PlanBranch branch = watch.over(PlanBranch.class, (p, e, m, o) -> new PlanBranch.Pushed.Raced());
    plans.fetch();
    jobs.serverTime();
    jobs.hasAgentToken();
    branch.push(TIP.commit(), Map.of(), "", List.of());
    plans.fetch();
    branch.push(TIP.commit(), Map.of(), "", List.of());

    assertThat(told.stream().filter(m -> m.stage() == Stage.DIFF)).hasSize(2);
  }

  private static <P> P answering(Class<P> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) ->
                method.getReturnType() == Optional.class
                    ? Optional.empty()
                    : method.getReturnType() == boolean.class ? false : List.of()));
  }
}
