package io.hydrant.destination.http.check;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Scope;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.http.EndpointProbe;
import io.hydrant.http.client.HttpPoster;

/** Tries each point of Firehose's HTTP delivery protocol on an endpoint. Waits by the machine's clock. Thread-safe. */
public final class EndpointCheck {
    private static final int MOST_TIME_OUTS = 2;

    private static final List<Step> STEPS = List.of(
            new Sizes(),
            new Compression(),
            new AccessKeys(),
            new Repetition(),
            new Contents(),
            new OddRequests(),
            new Parallel(),
            new SlowBody(),
            new SlowReader());

    private final Tools tools;

    public EndpointCheck(Tools tools) {
        this.tools = tools;
    }

    /** Runs the check as a stream of {@code scope} would send. Returns early if the thread is interrupted. */
    public CheckReport run(CheckOptions options, Scope scope) {
        StreamVersion origin = new StreamVersion(scope, "check-endpoint", 1);
        EndpointProbe probe = options.form().probe(options.url(), origin);
        Optional<URI> address = tools.addresses().apply(options.url());
        if (address.isEmpty()) {
            String name = '"' + probe.location() + '"';
            return CheckReport.couldNotRun(
                    probe.location(),
                    EndpointProbe.withheld(tools.ids().get()).verdict().message() + " To check it, name it there: {"
                            + name + ": " + name + "}.");
        }
        try (HttpPoster poster = new HttpPoster()) {
            Conversation conversation = new Conversation(options, origin, address.get(), poster, tools);
            Timed first = conversation.deliver(options.form(), Records.one());
            if (first.isNoConnection()) {
                return CheckReport.couldNotRun(probe.location(), first.came());
            }
            Findings findings = new Findings(first);
            String end = run(conversation, findings);
            return new CheckReport(probe.location(), Optional.empty(), findings.all(end), conversation.timing());
        }
    }

    /** Answers why points are left out. */
    private static String run(Conversation conversation, Findings findings) {
        new FirstAnswer().run(conversation, findings);
        new UrlForm().run(conversation, findings);
        if (findings.first().isTimeOut()) {
            return "The first request had no answer in time.";
        }
        for (Step step : STEPS) {
            step.run(conversation, findings);
            if (conversation.timeOuts() >= MOST_TIME_OUTS) {
                return "The check ends after two requests without an answer in time.";
            }
            if (Thread.currentThread().isInterrupted()) {
                return "Hydrant stopped the check.";
            }
        }
        return "";
    }
}
