package dev.setpoint.edge.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.OutputStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log: one JSON object a line, on stderr, and only in the server. Everything else that is in
 * the same jar stays as silent as it is without a logging library: logback finds this as its
 * configuration, and it says so.
 */
public final class Logs extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** From now on logs go there. */
  static void start(OutputStream out, String level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return; // another logging library was put on the class path: it is in charge
    }
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    // db-scheduler tells each failure with a stack trace, and the queue tells it in a sentence.
    context.getLogger("com.github.kagkarlsson").setLevel(Level.ERROR);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    // Whatever it has to tell is thrown at us, and told once.
    context.getLogger("io.javalin").setLevel(Level.OFF);
    context.getLogger("dev.setpoint").setLevel(Level.toLevel(level, Level.INFO));
  }
}
