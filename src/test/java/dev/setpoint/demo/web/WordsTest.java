package dev.setpoint.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.execute.Hands;
import dev.setpoint.read.JobSource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors of the demo read of a pass. */
class WordsTest {
  @ParameterizedTest
  @ValueSource(classes = {JobSource.class, Hands.class})
  void noCallIsShownByTheNameOfItsMethod(Class<?> port) {
    for (Method method : port.getMethods()) {
      List<Object> arguments = new ArrayList<>();
      for (int i = 0; i < method.getParameterCount(); i++) {
        arguments.add("x");
      }
      Call call = new Call(port, method.getName(), arguments);
      if (!call.isQuiet()) {
        assertThat(Words.of(call, true).text()).as(method.getName()).contains(" ");
      }
    }
  }
}
