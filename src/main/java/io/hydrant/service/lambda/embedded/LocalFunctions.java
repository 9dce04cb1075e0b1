package io.hydrant.service.lambda.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.time.OutsideWork;
import io.hydrant.time.TimeOutException;

/**
 * Where functions of this process run: each invocation in a thread of its own, which is interrupted when nobody waits for it any
 * more. Thread-safe.
 */
public final class LocalFunctions implements AutoCloseable {
    private final OutsideWork underWay = new OutsideWork();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hydrant-function");
        thread.setDaemon(true);
        return thread;
    });

    /** Runs {@code function} and waits for its answer, at most as long as the invocation says. */
    byte[] run(LocalFunction function, Invocation invocation) {
        try {
            byte[] answer = underWay.await(invocation.limit(), result -> start(function, invocation, result));
            if (answer.length > Invocation.LARGEST_ANSWER) {
                throw new FunctionException(
                        Failure.FUNCTION_ERROR,
                        "The function answered with more than 6 MB: " + answer.length + " bytes.");
            }
            return answer;
        } catch (TimeOutException e) {
            throw new FunctionException(Failure.TIMED_OUT, "The function did not answer within 5 minutes.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FunctionException known
                    ? known
                    : new FunctionException(Failure.UNREACHABLE, "Hydrant stopped waiting for the function.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionException(Failure.UNREACHABLE, "Hydrant stopped waiting for the function.");
        }
    }

    private void start(LocalFunction function, Invocation invocation, CompletableFuture<byte[]> result) {
        Future<?> running;
        try {
            running = threads.submit(() -> run(function, invocation, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
            return;
        }
        CompletableFuture<?> unused = result.whenComplete((done, failure) -> running.cancel(true));
    }

    private static void run(LocalFunction function, Invocation invocation, CompletableFuture<byte[]> result) {
        try {
            result.complete(function.answer(invocation.event(), invocation.length()));
        } catch (Throwable e) {
            result.completeExceptionally(new FunctionException(
                    Failure.FUNCTION_ERROR, "The function threw " + e.toString().replaceAll("\\s+", " ") + '.'));
        }
    }

    /** Ends what runs for the owners that match; what begins later goes on. */
    public void abort(Predicate<String> owners) {
        underWay.abort(owners);
    }

    @Override
    public void close() {
        abort(any -> true);
        threads.shutdownNow();
    }
}
