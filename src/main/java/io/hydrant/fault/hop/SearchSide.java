package io.hydrant.fault.hop;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;

import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Operations;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.SentBody;

/** A search domain, a cluster or a collection. */
final class SearchSide implements FarSide {
    @Override
    public Hop hop() {
        return Hop.OPENSEARCH;
    }

    @Override
    public String operation(HttpRequest request) {
        return Operations.BULK;
    }

    @Override
    public String refusal(HttpRequest request, Effect.Refusal refusal, Instant now) {
        String error = FarSideJson.searchError(refusal).toString();
        return "{\"error\":" + error + ",\"status\":" + refusal.status() + '}';
    }

    /** A cluster of AWS itself refuses the rest as well: the signature is that of the whole request. */
    @Override
    public Answer refusedInPart(HttpRequest request, Effect.PartialFailure failure, Rest rest) throws Exception {
        BulkLines all = BulkLines.of(SentBody.of(request.bodyPublisher()).exact());
        BulkLines left = all.without(failure.places());
        if (left.documents() == all.documents()) {
            return rest.send(request);
        }
        if (left.documents() == 0) {
            return FarSideJson.bulkAnswer(all, failure, "[]");
        }
        Answer answer = rest.send(HttpRequest.newBuilder(request, (name, value) -> true)
                .POST(left.publisher())
                .build());
        if (answer.status() / 100 != 2 || answer.cutOff()) {
            return answer;
        }
        try {
            return FarSideJson.bulkAnswer(all, failure, FarSideJson.items(answer.body()));
        } catch (IOException noBulkAnswer) {
            return answer;
        }
    }
}
