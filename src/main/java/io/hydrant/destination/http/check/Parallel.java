package io.hydrant.destination.http.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many requests at once, over connections that stay open. */
final class Parallel implements Step {
    private static final int AT_A_TIME = 20;
    private static final int REQUESTS = 40;

    @Override
    public void run(Conversation conversation, Findings findings) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "hydrant-check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Timed>> sent = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                sent.add(threads.submit(
                        () -> conversation.deliver(conversation.options().form(), Records.one())));
            }
            List<Timed> answers = new ArrayList<>();
            for (Future<Timed> each : sent) {
                answers.add(each.get());
            }
            judge(answers, findings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request of the check failed in Hydrant", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void judge(List<Timed> answers, Findings findings) {
        long arrived = answers.stream().filter(Timed::arrived).count();
        Optional<Timed> failed =
                answers.stream().filter(answer -> !answer.arrived()).findFirst();
        if (failed.isPresent()) {
            findings.deliver(Point.PARALLEL, Outcome.FAILED, arrived + " of " + REQUESTS + " arrived. ", failed.get());
        } else {
            findings.add(Point.PARALLEL, Outcome.PASSED, "200 for each, with its own requestId", answers.get(0));
        }
    }
}
