package io.hydrant;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import io.hydrant.config.HydrantConfig;
import io.hydrant.config.Settings;
import io.hydrant.config.Version;
import io.hydrant.destination.http.check.command.CheckCommand;
import io.hydrant.logging.LogOwner;
import io.hydrant.resource.ResourceException;
import io.hydrant.seed.SeedException;
import io.hydrant.server.ConnectUrl;
import io.hydrant.server.Sockets;
import io.hydrant.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command. Exit status 0 after SIGTERM, 1 when the port cannot be opened, 2 when a setting is refused; {@code check-endpoint} has
 * its own.
 */
public final class Main {
    static {
        LogOwner.claim(); // before the first logger
    }

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Starts the server and returns when the process ends. */
    public static void main(String[] arguments) throws InterruptedException {
        Settings.Result result = Settings.parse(System.getenv(), List.of(arguments));
        if (result instanceof Settings.Result.Run run) {
            serve(run.config());
        } else if (result instanceof Settings.Result.CheckEndpoint check) {
            System.exit(new CheckCommand(System.out, System.err, System.getenv("COLUMNS"))
                    .run(check.words(), check.config()));
        } else if (result instanceof Settings.Result.Help help) {
            System.out.println(help.text());
        } else if (result instanceof Settings.Result.Version) {
            System.out.println("hydrant " + Version.text());
        } else if (result instanceof Settings.Result.Refused refused) {
            System.err.println(refused.sentence());
            System.exit(2);
        }
    }

    private static void serve(HydrantConfig config) throws InterruptedException {
        LogOwner.level(config.logLevel().name().toLowerCase(Locale.ROOT));
        Hydrant hydrant;
        Sockets.Unmanaged start = Sockets.preload();
        try {
            hydrant = Hydrant.start(config);
        } catch (SeedException | ResourceException | StoreException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        } catch (RuntimeException e) {
            System.err.println("Hydrant cannot start: " + reason(e));
            log.debug("Start failed", e);
            System.exit(1);
            return;
        } finally {
            start.over();
        }
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            hydrant.close();
                            System.out.println("Hydrant has stopped.");
                            System.out.flush();
                            closed.countDown();
                            Runtime.getRuntime().halt(0);
                        },
                        "hydrant-shutdown"));
        config.differences().forEach(System.out::println);
        System.out.println(
                "Hydrant " + Version.text() + " on " + ConnectUrl.of(config.host(), hydrant.endpoint()) + ". Ready.");
        System.out.flush();
        closed.await();
    }

    /** What failed, then why: the outermost text says what was tried, the innermost what the machine said. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String why = why(cause);
        String what = failure.getMessage();
        if (cause == failure || what == null) {
            return why + '.';
        }
        String remedy = cause instanceof BindException && why.contains("in use")
                ? " Something listens there already; --port chooses another port, and --port 0 a free one."
                : "";
        return what + ": " + why + '.' + remedy;
    }

    private static String why(Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "no such host";
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
