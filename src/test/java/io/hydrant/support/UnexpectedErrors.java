package io.hydrant.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.LoggerFactory;

/** Fails each test that logs an ERROR line which {@link ExpectedErrors} does not name. JUnit finds it by its service file. */
public final class UnexpectedErrors implements BeforeEachCallback, AfterEachCallback {
    /** XNIO says this when a server stops while a connection comes in, which a test cannot time. */
    private static final String STOPPED_WHILE_ACCEPTING = "XNIO001009: Failed to accept a connection";

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(UnexpectedErrors.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root)) {
            return; // a test of another logging library
        }
        Listener listener = new Listener();
        if (expected(context).anyMatch(ExpectedErrors::silent)) {
            listener.silence(root);
        }
        listener.start();
        root.addAppender(listener);
        context.getStore(OWN).put(Listener.class, listener);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Listener listener = context.getStore(OWN).remove(Listener.class, Listener.class);
        if (listener == null) {
            return;
        }
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(listener);
        listener.silenced.forEach(root::addAppender);
        List<String> texts = expected(context)
                .flatMap(errors -> Arrays.stream(errors.value()))
                .toList();
        List<String> unexpected = listener.lines.stream()
                .filter(line -> !line.contains(STOPPED_WHILE_ACCEPTING))
                .filter(line -> texts.stream().noneMatch(line::contains))
                .toList();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("Unexpected ERROR lines: " + unexpected);
        }
    }

    private static Stream<ExpectedErrors> expected(ExtensionContext context) {
        Stream<Optional<ExpectedErrors>> ofMethod =
                Stream.of(AnnotationSupport.findAnnotation(context.getTestMethod(), ExpectedErrors.class));
        Stream<Optional<ExpectedErrors>> ofClasses = Stream.concat(
                        Stream.of(context.getRequiredTestClass()), context.getEnclosingTestClasses().stream())
                .map(type -> AnnotationSupport.findAnnotation(type, ExpectedErrors.class));
        return Stream.concat(ofMethod, ofClasses).flatMap(Optional::stream);
    }

    /** Collects ERROR lines of one test. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<Appender<ILoggingEvent>> silenced = new ArrayList<>();

        /** Takes away the appenders that write; they come back after the test. */
        private void silence(Logger root) {
            for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
                silenced.add(all.next());
            }
            silenced.forEach(root::detachAppender);
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                lines.add(
                        event.getLoggerName() + ": " + event.getFormattedMessage() + cause(event.getThrowableProxy()));
            }
        }

        private static String cause(@org.jspecify.annotations.Nullable IThrowableProxy thrown) {
            return thrown == null ? "" : " (" + thrown.getClassName() + ": " + thrown.getMessage() + ")";
        }
    }
}
