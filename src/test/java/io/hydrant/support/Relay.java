package io.hydrant.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** A way to a server on this machine that can be cut as a network is: nothing is closed, and bytes wait until it passes again. */
public final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    @GuardedBy("this")
    private boolean cut;

    /** @param target the port of the server */
    public Relay(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Where clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes. */
    public synchronized void cut() {
        cut = true;
    }

    /** All that waits passes. */
    public synchronized void pass() {
        cut = false;
        notifyAll();
    }

    private synchronized void waitToPass() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                start(() -> connect(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket client) {
        try {
            waitToPass();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(there);
            start(() -> pump(there, client));
            pump(client, there);
        } catch (IOException | InterruptedException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                waitToPass();
                to.getOutputStream().write(buffer, 0, count);
            }
            waitToPass();
        } catch (IOException | InterruptedException e) {
            // one of the two has gone
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    @Override
    public void close() {
        pass();
        sockets.forEach(Relay::close);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
