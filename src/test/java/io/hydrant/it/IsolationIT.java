package io.hydrant.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.model.KmsException;

import static io.hydrant.it.Workbench.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.DISABLED;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLED;

/** Accounts and Regions of one Hydrant know nothing of each other. */
class IsolationIT {
    private static Hydrant hydrant;
    private static ClientsOf ann;
    private static ClientsOf ben;
    private static ClientsOf annInIreland;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        ann = ClientsOf.account(hydrant, "111111111111", "us-east-1");
        ben = ClientsOf.account(hydrant, "222222222222", "us-east-1");
        annInIreland = ClientsOf.account(hydrant, "111111111111", "eu-west-1");
    }

    @AfterAll
    static void stop() {
        ann.close();
        ben.close();
        annInIreland.close();
        hydrant.close();
    }

    private static Workbench bench(ClientsOf clients) {
        return new Workbench(hydrant, clients);
    }

    @Test
    void aStreamBelongsToItsAccountAndRegion() {
        bench(ann).stream("mine");

        assertThat(bench(ann).describe("mine").deliveryStreamARN())
                .isEqualTo("arn:aws:firehose:us-east-1:111111111111:deliverystream/mine");
        for (ClientsOf other : new ClientsOf[] {ben, annInIreland}) {
            refusal(ResourceNotFoundException.class, () -> bench(other).describe("mine"));
            refusal(ResourceNotFoundException.class, () -> bench(other).put("mine"));
            refusal(ResourceNotFoundException.class, () -> bench(other).start("mine"));
            assertThat(other.firehose.listDeliveryStreams(r -> r.limit(100)).deliveryStreamNames())
                    .doesNotContain("mine");
        }
    }

    @Test
    void streamsOfOneNameAreEncryptedEachForItself() {
        for (ClientsOf owner : new ClientsOf[] {ann, ben, annInIreland}) {
            bench(owner).stream("same");
        }

        bench(ann).enable("same", bench(ann).key());

        assertThat(bench(ann).put("same")).isTrue();
        for (ClientsOf other : new ClientsOf[] {ben, annInIreland}) {
            assertThat(bench(other).status("same")).isEqualTo(DISABLED);
            assertThat(bench(other).put("same")).isFalse();
        }
    }

    @Test
    void aKeyBelongsToItsAccountAndRegion() {
        String key = bench(ann).key();
        for (ClientsOf other : new ClientsOf[] {ben, annInIreland}) {
            bench(other).stream("foreign-key");
            assertThat(other.kms.listKeys().keys()).noneMatch(k -> k.keyArn().equals(key));
            assertThat(catchThrowableOfType(
                            KmsException.class, () -> other.kms.describeKey(r -> r.keyId(key.replaceAll(".*/", "")))))
                    .isNotNull()
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFoundException"));
        }
        bench(ben).start("foreign-key", key);
        bench(ben).settle();

        assertThat(bench(ben).enablingFailure("foreign-key")).isEqualTo("KMS_KEY_NOT_FOUND");
        assertThat(refusal(InvalidArgumentException.class, () -> bench(annInIreland)
                        .start("foreign-key", key)))
                .hasMessageContaining("Cross-region keys are not allowed for SSE.");
        assertThat(bench(ann).grants(key)).isEmpty();
    }

    @Test
    void aResetOfOneRegionLeavesTheOthersAlone() {
        for (ClientsOf owner : new ClientsOf[] {ann, ben, annInIreland}) {
            bench(owner).stream("regional");
        }

        post("/_hydrant/reset?account=111111111111&region=eu-west-1");
        post("/_hydrant/reset?region=us-east-1");

        refusal(ResourceNotFoundException.class, () -> bench(annInIreland).describe("regional"));
        assertThat(bench(ann).describe("regional").deliveryStreamName()).isEqualTo("regional");
        assertThat(bench(ben).describe("regional").deliveryStreamName()).isEqualTo("regional");
    }

    @Test
    void whatIsPendingIsToldForOneAccountAndRegion() {
        for (ClientsOf owner : new ClientsOf[] {ann, ben, annInIreland}) {
            bench(owner).stream("pending");
        }

        bench(ann).put("pending");
        bench(ben).put("pending");

        String mine = "?account=111111111111&region=us-east-1";
        String empty = "?account=111111111111&region=eu-west-1";
        assertThat(pending("/_hydrant/streams/pending" + mine)).containsExactly("flush pending");
        assertThat(pending("/_hydrant/streams/pending" + empty)).isEmpty();
        assertThat(pending("/_hydrant/clock" + mine)).containsOnlyOnce("flush pending");
        assertThat(pending("/_hydrant/clock" + empty)).doesNotContain("flush pending");
        assertThat(pending("/_hydrant/clock").stream().filter("flush pending"::equals))
                .hasSize(2);
    }

    private static List<String> pending(String path) {
        List<String> names = new ArrayList<>();
        Workbench.json(send(HttpRequest.newBuilder(hydrant.endpoint().resolve(path))))
                .path("pending")
                .forEach(task -> names.add(task.path("what").asText()));
        return names;
    }

    private static void post(String path) {
        send(HttpRequest.newBuilder(hydrant.endpoint().resolve(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aResetOfOneAccountLeavesTheOthersAlone() {
        String kept = bench(ben).key();
        String gone = bench(ann).key();
        bench(ben).encryptedStream("reset", kept);
        bench(ann).encryptedStream("reset", gone);
        bench(annInIreland).stream("reset");

        hydrant.control().reset("111111111111");

        refusal(ResourceNotFoundException.class, () -> bench(ann).describe("reset"));
        refusal(ResourceNotFoundException.class, () -> bench(annInIreland).describe("reset"));
        assertThat(ann.kms.listKeys().keys()).noneMatch(k -> k.keyArn().equals(gone));
        assertThat(bench(ben).status("reset")).isEqualTo(ENABLED);
        assertThat(bench(ben).put("reset")).isTrue();
        assertThat(bench(ben).grants(kept)).hasSize(1);
    }
}
