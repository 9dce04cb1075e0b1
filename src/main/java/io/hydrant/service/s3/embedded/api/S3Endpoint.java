package io.hydrant.service.s3.embedded.api;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.CallerDirectory;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.aws.Signature;
import io.hydrant.aws.UnavailableException;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.service.s3.embedded.EmbeddedS3;
import io.hydrant.service.s3.embedded.api.wire.Address;
import io.hydrant.service.s3.embedded.api.wire.Params;
import io.hydrant.service.s3.embedded.api.wire.QueryHeaders;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded S3 on the port, in path style and in virtual-host style. Signatures tell the account and are not verified;
 * nobody is denied anything but by {@link io.hydrant.service.s3.embedded.access.ObjectAccess}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">Amazon S3 API reference</a>
 */
public final class S3Endpoint implements HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(S3Endpoint.class);
    private static final Set<String> SERVICES = Set.of("s3", "s3express", "");
    private static final int DOCUMENT_WEIGHT = 4;
    /** Twice what the list of 10,000 parts with all their checksums takes. */
    private static final long MOST_OF_A_DOCUMENT = 8L << 20;

    private static final long MOST_BYTES = 256L << 20;

    private final EmbeddedS3 s3;
    private final Function<RequestHead, Optional<Signature>> signatures;
    private final CallerDirectory callers;
    private final Scope defaults;
    private final long maxBody;

    /**
     * The endpoint of {@code s3}. A body may have 256 MiB, or a quarter of the heap where that is less.
     *
     * @param signatures reads the signature of a request
     * @param callers tells whose signature it is
     * @param defaults the account and Region of requests that do not say
     */
    public S3Endpoint(
            EmbeddedS3 s3,
            Function<RequestHead, Optional<Signature>> signatures,
            CallerDirectory callers,
            Scope defaults) {
        this.s3 = s3;
        this.signatures = signatures;
        this.callers = callers;
        this.defaults = defaults;
        this.maxBody = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * Whether S3 is meant: the request is signed for S3; or it is not signed for anybody else and names a bucket in its host or
     * path, or asks for ListBuckets by a parameter that only S3 has. What speaks AWS JSON is never S3's.
     */
    @Override
    public boolean owns(RequestHead head) {
        boolean json = head.header("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-amz-json"))
                .isPresent();
        if (head.header("X-Amz-Target").isPresent() || (json && head.method().equals("POST"))) {
            return false;
        }
        Optional<Signature> signature;
        try {
            signature = signatures.apply(head);
        } catch (AwsException e) {
            signature = Optional.empty();
        }
        if (signature.isPresent()) {
            return SERVICES.contains(signature.get().service());
        }
        return !head.path().equals("/")
                || Address.hostedBucket(head).isPresent()
                || (head.method().equals("GET") && asksForBuckets(head));
    }

    private static boolean asksForBuckets(RequestHead head) {
        Params params = new Params(head.query());
        return params.text("x-id").equals("ListBuckets") || params.has("max-buckets") || params.has("bucket-region");
    }

    @Override
    public OptionalLong maxBody(RequestHead head) {
        return OptionalLong.of(isDocument(head) ? Math.min(MOST_OF_A_DOCUMENT, maxBody) : maxBody);
    }

    /** Whether the body is a document, not an object's bytes. */
    private static boolean isDocument(RequestHead head) {
        if (!head.method().equals("PUT")) {
            return true;
        }
        try {
            Params params = new Params(head.query());
            return params.has("tagging")
                    || params.has("acl")
                    || Address.of(head).key().isEmpty();
        } catch (AwsException e) {
            return true; // refused for it once the body is there
        }
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        String requestId = Replies.requestId();
        AwsException tooLarge = S3Errors.of(
                400,
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size",
                "MaxSizeAllowed",
                Long.toString(bound));
        return Replies.signed(Replies.error(tooLarge.error(), head.method(), requestId), requestId);
    }

    @Override
    public HttpResponse unavailable(RequestHead head, String sentence) {
        String requestId = Replies.requestId();
        AwsError busy = AwsError.server("SlowDown", 503, sentence);
        return Replies.signed(Replies.error(busy, head.method(), requestId), requestId);
    }

    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        String requestId = Replies.requestId();
        AwsError denied = AwsError.server("AccessDenied", 403, sentence);
        return Replies.signed(Replies.error(denied, head.method(), requestId), requestId);
    }

    /** A payload in the framing {@code aws-chunked} is taken out of it; documents become trees. */
    @Override
    public long weight(RequestHead head, long length) {
        if (isDocument(head)) {
            return DOCUMENT_WEIGHT * length;
        }
        return head.header("x-amz-decoded-content-length").isPresent() ? 2 * length : length;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String requestId = Replies.requestId();
        String method = request.head().method();
        HttpResponse answer;
        try {
            answer = S3Router.answer(call(request));
        } catch (AwsException e) {
            answer = Replies.error(e.error(), method, requestId);
        } catch (UncheckedIOException e) {
            answer = Replies.error(unreadable(e, request).error(), method, requestId);
        } catch (UnavailableException e) {
            log.warn("Refused with 503 id={} request={}: {}", requestId, request.head(), e.getMessage());
            answer = Replies.error(S3Errors.slowDown().error(), method, requestId);
        } catch (RuntimeException e) {
            log.error("Request failed id={} request={}", requestId, request.head(), e);
            AwsError bug = AwsError.server("InternalError", 500, "Hydrant has a bug; see its log.");
            answer = Replies.error(bug, method, requestId);
        }
        log.debug(
                "S3 id={} method={} path={} status={}",
                requestId,
                method,
                request.head().path(),
                answer.status());
        return Replies.signed(answer, requestId);
    }

    /**
     * What a request asks for.
     *
     * @param operation as AWS names it
     * @param scope the account whose buckets are meant, and the Region of the signature
     * @param bucket empty for none
     */
    public record Asked(String operation, Scope scope, Caller caller, Optional<String> bucket) {}

    /** What a request asks for; empty for one that is refused as it is. */
    public Optional<Asked> asked(HttpRequest request) {
        try {
            S3Call call = call(request);
            return OperationName.of(call)
                    .map(name -> new Asked(
                            name, call.scope(), call.caller(), call.address().bucket()));
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    /** The answer that refuses a request. */
    public HttpResponse refuse(HttpRequest request, AwsError error) {
        String requestId = Replies.requestId();
        return Replies.signed(Replies.error(error, request.head().method(), requestId), requestId);
    }

    /** A file that is gone is an object that is not there; so is one that a link leads to. */
    private static AwsException unreadable(UncheckedIOException e, HttpRequest request) {
        if (e.getCause() instanceof NoSuchFileException) {
            return S3Errors.noSuchKey(Address.of(request.head()).key().orElse(""));
        }
        AwsException answer = S3Errors.folderFailed(e);
        if (answer.error().httpStatus() == 503) {
            log.warn("Refused with 503 request={}: {}", request.head(), String.valueOf(e.getCause()));
        } else if (answer.error().httpStatus() >= 500) {
            log.error("The folder of the embedded S3 failed request={}", request.head(), e);
        }
        return answer;
    }

    private S3Call call(HttpRequest request) {
        RequestHead head = request.head();
        Optional<Signature> signature = signature(head);
        Caller caller = caller(signature);
        Params params = new Params(head.query());
        Region region = signature.flatMap(Signature::region).orElse(defaults.region());
        return new S3Call(
                s3,
                request,
                Address.of(head),
                params,
                QueryHeaders.of(params),
                caller,
                new Scope(caller.account(), region),
                signature.isPresent());
    }

    private Optional<Signature> signature(RequestHead head) {
        try {
            return signatures.apply(head);
        } catch (AwsException e) {
            throw S3Errors.of(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; "
                            + e.error().message().orElse(""));
        }
    }

    private Caller caller(Optional<Signature> signature) {
        try {
            return callers.identify(signature);
        } catch (AwsException e) {
            throw S3Errors.of(400, "ExpiredToken", "The provided token has expired.");
        }
    }
}
