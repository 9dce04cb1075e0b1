package io.hydrant.service.lambda.embedded;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.hydrant.resource.FunctionCode;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.service.lambda.RemoteFunctions;
import io.hydrant.support.Invocations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.hydrant.support.Invocations.ENRICH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which function answers for a name, and functions of this process. */
class NamedFunctionsTest {
    private final Resources resources = new Resources();
    private final LocalFunctions local = new LocalFunctions();
    private final List<String> asked = new ArrayList<>();
    private final Invocations invocations = new Invocations();

    @AfterEach
    void close() {
        local.close();
    }

    private NamedFunctions functions(Optional<URI> lambda) {
        return new NamedFunctions(
                resources,
                local,
                new RemoteFunctions() {
                    @Override
                    public byte[] atUrl(URI url, Invocation invocation) {
                        asked.add("url " + url);
                        return new byte[0];
                    }

                    @Override
                    public byte[] atApi(URI base, Invocation invocation) {
                        asked.add("api " + base + " " + invocation.function());
                        return new byte[0];
                    }
                },
                lambda,
                invocations.time);
    }

    private String invoke(String arn, String event) {
        return new String(functions(Optional.empty()).invoke(invocations.of(arn, event)), StandardCharsets.UTF_8);
    }

    private FunctionException failure(String arn) {
        return catchThrowableOfType(FunctionException.class, () -> invoke(arn, "{}"));
    }

    @Test
    void theTableIsAskedBeforeTheOtherLambda() {
        resources.put(
                ResourceReader.read("{\"enrich\":\"http://localhost:1/f\",\"clean:prod\":\"http://localhost:2#api\"}"));
        NamedFunctions functions = functions(Optional.of(URI.create("http://localhost:3")));

        functions.invoke(invocations.of(ENRICH, "{}"));
        functions.invoke(invocations.of(ENRICH.replace("enrich", "clean:prod"), "{}"));
        functions.invoke(invocations.of(ENRICH.replace("enrich", "clean"), "{}"));

        assertThat(asked)
                .containsExactly(
                        "url http://localhost:1/f",
                        "api http://localhost:2 " + ENRICH.replace("enrich", "clean:prod"),
                        "api http://localhost:3 " + ENRICH.replace("enrich", "clean"));
        assertThat(functions.knows("arn:aws:lambda:eu-west-1:123456789012:function:any"))
                .isTrue();
    }

    @Test
    void anExpressionSeesTheClock() {
        resources.put(ResourceReader.read("{\"enrich\":{\"jq\":\"{text: (now | floor | tostring)}\"}}"));
        String event = "{\"records\":[{\"recordId\":\"1\",\"data\":\"\"}]}";

        assertThat(invoke(ENRICH, event)).contains("\"data\":\"MTc3MjYwMDc2Nw==\"");
        invocations.time.advance(Duration.ofSeconds(1));
        assertThat(invoke(ENRICH, event)).contains("\"data\":\"MTc3MjYwMDc2OA==\"");
    }

    @Test
    void aNameThatNothingStandsForIsAMissingFunction() {
        assertThat(failure(ENRICH).failure()).isEqualTo(Failure.NOT_FOUND);
        assertThat(failure(ENRICH).sentence()).isEqualTo("Nothing stands for the function " + ENRICH + '.');
        assertThat(functions(Optional.empty()).knows(ENRICH)).isFalse();
        resources.run("enrich", event -> event);
        assertThat(functions(Optional.empty()).knows(ENRICH)).isTrue();
    }

    @Test
    void aFunctionOfThisProcessGetsTheEventAsText() {
        resources.run("enrich", event -> "{\"got\":" + event + "}");

        assertThat(invoke(ENRICH, "{\"name\":\"größe\"}")).isEqualTo("{\"got\":{\"name\":\"größe\"}}");
    }

    @Test
    void whateverAFunctionThrowsIsItsOwnError() {
        resources.run("enrich", event -> {
            throw new java.io.IOException("no\nluck");
        });
        assertThat(failure(ENRICH).failure()).isEqualTo(Failure.FUNCTION_ERROR);
        assertThat(failure(ENRICH).sentence()).isEqualTo("The function threw java.io.IOException: no luck.");

        resources.run("enrich", event -> {
            throw new AssertionError("wrong");
        });
        assertThat(failure(ENRICH).failure()).isEqualTo(Failure.FUNCTION_ERROR);
    }

    @Test
    void anAnswerHasSixMegabytes() {
        resources.run("enrich", event -> "x".repeat(Invocation.LARGEST_ANSWER + 1));

        assertThat(failure(ENRICH).failure()).isEqualTo(Failure.FUNCTION_ERROR);
    }

    @Test
    void aFunctionHasFiveMinutesOfTheClockAndIsThenInterrupted() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        resources.run("enrich", hanging(called, interrupted));
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> invoke(ENRICH, "{}"));
        called.await();

        invocations.time.advance(Duration.ofMinutes(5));

        assertThat(failureOf(outcome).failure()).isEqualTo(Failure.TIMED_OUT);
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anAbortEndsTheInvocationsOfItsOwner() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        resources.run("enrich", hanging(called, new CountDownLatch(1)));
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> invoke(ENRICH, "{}"));
        called.await();

        local.abort(arn -> arn.endsWith("/others"));
        assertThat(outcome).isNotDone();
        local.abort(arn -> arn.equals(Invocations.STREAM));

        assertThat(failureOf(outcome).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    private static FunctionCode hanging(CountDownLatch called, CountDownLatch interrupted) {
        return event -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return "never";
        };
    }

    private static FunctionException failureOf(CompletableFuture<String> outcome) {
        return (FunctionException)
                catchThrowableOfType(CompletionException.class, () -> outcome.orTimeout(60, TimeUnit.SECONDS)
                                .join())
                        .getCause();
    }
}
