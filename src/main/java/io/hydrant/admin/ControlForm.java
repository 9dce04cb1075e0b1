package io.hydrant.admin;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.Refusals;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;

/** The form of calls to the control API: errors are JSON with one sentence. Stateless. */
public final class ControlForm implements RequestForm {
    /** The paths that health is asked at. */
    static final Set<String> HEALTH = Set.of("/_hydrant/health", "/health", "/_localstack/health");

    private static final long MAX_BODY = 1 << 20;

    @Override
    public boolean owns(RequestHead head) {
        String path = head.path();
        return path.equals("/_hydrant")
                || path.startsWith("/_hydrant/")
                || HEALTH.contains(path)
                || path.equals("/metrics");
    }

    @Override
    public OptionalLong maxBody(RequestHead head) {
        return OptionalLong.of(MAX_BODY);
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        return Json.answer(413, Map.of("error", Refusals.tooLong(bound)));
    }

    @Override
    public HttpResponse unavailable(RequestHead head, String sentence) {
        return Json.answer(503, Map.of("error", sentence));
    }

    /** All but the aliases of health, which a proxy may ask under any name. */
    @Override
    public boolean isPrivate(RequestHead head) {
        return !head.path().equals("/health") && !head.path().equals("/_localstack/health");
    }

    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        return Json.answer(403, Map.of("error", sentence));
    }
}
