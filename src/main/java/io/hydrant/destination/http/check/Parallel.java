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

    /** A wrong answer is a fault; a connection that a small server does not take is made up for by a retry. */
    private static void judge(List<Timed> answers, Findings findings) {
        List<Timed> failed =
                answers.stream().filter(answer -> !answer.arrived()).toList();
        if (failed.isEmpty()) {
            findings.add(Point.PARALLEL, Outcome.PASSED, "200 for each, with its own requestId", answers.get(0));
            return;
        }
        Optional<Timed> wrong =
                failed.stream().filter(answer -> answer.status() > 0).findFirst();
        findings.deliver(
                Point.PARALLEL,
                wrong.isPresent() ? Outcome.FAILED : Outcome.WARNING,
                answers.size() - failed.size() + " of " + REQUESTS + " arrived. ",
                wrong.orElse(failed.get(0)));
    }
}
