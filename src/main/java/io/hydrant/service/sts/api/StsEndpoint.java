package io.hydrant.service.sts.api;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Signature;
import io.hydrant.aws.UnavailableException;
import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.service.sts.Callers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The embedded STS: the operations of {@link StsApi} in the Query protocol, by POST and by GET.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/">AWS STS API reference</a>
 */
public final class StsEndpoint implements FormedEndpoint {
    private static final Logger log = LoggerFactory.getLogger(StsEndpoint.class);
    private static final StsForm FORM = new StsForm();

    private final Callers callers;
    private final Map<String, StsOperation> operations;
    private final Function<RequestHead, Optional<Signature>> signatures;

    /** An STS that hands out credentials of {@code callers}; {@code signatures} reads the signature of a request. */
    public StsEndpoint(Callers callers, InstantSource time, Function<RequestHead, Optional<Signature>> signatures) {
        this.callers = callers;
        this.operations = StsApi.operations(callers, time).stream()
                .collect(Collectors.toUnmodifiableMap(StsOperation::name, operation -> operation));
        this.signatures = signatures;
    }

    @Override
    public RequestForm form(RequestHead head) {
        return FORM;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String requestId = RequestIds.next();
        RequestHead head = request.head();
        try {
            QueryForm form = form(request);
            String action = form.get("Action")
                    .orElseThrow(() -> new AwsException(AwsError.client("MissingAction", "Missing Action")));
            String version = form.get("Version").orElse("");
            StsOperation operation = operation(action, version);
            return StsXml.answer(action, operation.call(new StsCall(form, () -> caller(head))), requestId);
        } catch (AwsException e) {
            return StsXml.error(e.error(), requestId);
        } catch (UnavailableException e) {
            log.warn("Refused with 503 id={}: {}", requestId, e.getMessage());
            return StsXml.error(
                    AwsError.server(
                            "ServiceUnavailable",
                            503,
                            "The request has failed due to a temporary failure of the server."),
                    requestId);
        }
    }

    private static QueryForm form(HttpRequest request) {
        return new QueryForm(
                request.head().method().equals("GET") ? request.head().query() : new String(request.body(), UTF_8));
    }

    /**
     * What a request asks for.
     *
     * @param operation as AWS names it
     * @param region the signature's; empty for none
     */
    public record Asked(String operation, Caller caller, Optional<Region> region) {}

    /** What a request asks for; empty for one that is refused as it is. */
    public Optional<Asked> asked(HttpRequest request) {
        try {
            QueryForm form = form(request);
            StsOperation operation =
                    operation(form.get("Action").orElse(""), form.get("Version").orElse(""));
            return Optional.of(new Asked(
                    operation.name(),
                    caller(request.head()),
                    signatures.apply(request.head()).flatMap(Signature::region)));
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    /** The answer that refuses a request. */
    public HttpResponse refuse(AwsError error) {
        return StsXml.error(error, RequestIds.next());
    }

    private StsOperation operation(String action, String version) {
        StsOperation operation = version.equals(StsForm.VERSION) ? operations.get(action) : null;
        if (operation != null) {
            return operation;
        }
        if (version.equals(StsForm.VERSION) && StsApi.NOT_IMPLEMENTED.contains(action)) {
            throw StsErrors.notImplemented(action);
        }
        throw StsErrors.client("InvalidAction", "Could not find operation " + action + " for version " + version);
    }

    private Caller caller(RequestHead head) {
        try {
            return callers.identify(signatures.apply(head));
        } catch (AwsException e) {
            if (e.error().code().equals("ExpiredTokenException")) {
                throw StsErrors.refused("ExpiredToken", e.error().message().orElse(""));
            }
            throw e;
        }
    }
}
