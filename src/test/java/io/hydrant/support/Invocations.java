package io.hydrant.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.FunctionArn;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;

/** What tests of functions invoke with; time stands still. */
public final class Invocations {
    public static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("eu-west-1"));
    public static final String ENRICH = "arn:aws:lambda:eu-west-1:123456789012:function:enrich";
    public static final String STREAM = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/orders";

    public final VirtualTime time = new VirtualTime(Instant.parse("2026-03-04T05:06:07.089Z"));

    /** The event goes on behind its end, which nobody may read. */
    public Invocation of(String arn, String event) {
        byte[] bytes = (event + "behind the end").getBytes(StandardCharsets.UTF_8);
        return new Invocation(
                FunctionArn.parse(arn).orElseThrow(),
                SCOPE,
                bytes,
                event.getBytes(StandardCharsets.UTF_8).length,
                new TimeLimit(time, time, Duration.ofMinutes(5), "time out function of orders", STREAM));
    }
}
