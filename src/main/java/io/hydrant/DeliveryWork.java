package io.hydrant;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.hydrant.delivery.Destination;
import io.hydrant.delivery.LaneServices;
import io.hydrant.delivery.http.HttpEndpointDestination;

/**
 * Threads that wait for destinations; none while nothing is delivered. An endpoint may keep one waiting for three minutes, so
 * endpoints have their own, and enough of them.
 */
final class DeliveryWork implements LaneServices.Workers, AutoCloseable {
    private static final int FOR_BUCKETS = 32;
    private static final int FOR_ENDPOINTS = 256;

    private final ThreadPoolExecutor buckets = threads(FOR_BUCKETS);
    private final ThreadPoolExecutor endpoints = threads(FOR_ENDPOINTS);

    private static ThreadPoolExecutor threads(int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "hydrant-delivery");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void execute(Destination destination, Runnable delivery) {
        (destination instanceof HttpEndpointDestination ? endpoints : buckets).execute(delivery);
    }

    @Override
    public void close() {
        endpoints.shutdownNow();
        buckets.shutdownNow();
    }
}
