package io.hydrant.server;

import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

import org.xnio.Xnio;

/** XNIO, which is made once for a process. Its loading takes a fourth of a start, so a process of our own begins with it. Thread-safe. */
public final class Sockets {
    private static final String MANAGEMENT_BUILDER = "javax.management.builder.initial";

    private Sockets() {}

    /** Is initialized by the first thread that asks; others wait for it. */
    private static final class Loaded {
        static final Xnio XNIO = Xnio.getInstance(Sockets.class.getClassLoader());
    }

    static Xnio xnio() {
        return Loaded.XNIO;
    }

    /**
     * Loads XNIO on a thread of its own; a server that starts waits for it.
     *
     * <p>XNIO offers itself to the JVM's management, which takes a tenth of the start, and goes without when there is none to be had.
     * So there is none until what this answers is over. What asks for management before or afterwards gets it.
     */
    public static Unmanaged preload() {
        boolean manageable = System.getProperty(MANAGEMENT_BUILDER) == null;
        if (manageable) {
            System.setProperty(MANAGEMENT_BUILDER, NoManagement.class.getName());
        }
        Thread loader = new Thread(Sockets::xnio, "hydrant-preload");
        loader.setDaemon(true);
        loader.start();
        return new Unmanaged(manageable);
    }

    /**
     * A start without management.
     *
     * @param ends whether management is to be had afterwards
     */
    public record Unmanaged(boolean ends) {
        /** Says that the server has started, or has not. */
        public void over() {
            if (ends) {
                System.clearProperty(MANAGEMENT_BUILDER);
            }
        }
    }

    /** A builder of management that refuses. One that does not exist would be looked for in every jar. */
    public static final class NoManagement extends MBeanServerBuilder {
        @Override
        public MBeanServerDelegate newMBeanServerDelegate() {
            throw new UnsupportedOperationException("There is no management while Hydrant starts");
        }
    }
}
