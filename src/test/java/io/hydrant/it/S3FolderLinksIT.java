package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Symbolic links below {@code HYDRANT_S3_DIR}: whatever becomes one, nothing outside is touched, read or told. */
class S3FolderLinksIT {
    private static final String SECRET = "what nobody may see";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Each is done once a part of the way has become a link; the order is that of the answers in a failure. */
    private static final List<String> OPERATIONS = List.of(
            "GET /plain/fold/f",
            "HEAD /plain/fold/f",
            "GET /plain/fold/f?attributes",
            "GET /plain/fold/by-hand",
            "HEAD /plain/fold/by-hand",
            "GET /plain/fold/f?tagging",
            "GET /kept/fold/f",
            "GET /kept/fold/f?versionId=OLD",
            "GET /plain?list-type=2",
            "GET /kept?versions",
            "GET /",
            "PUT /plain/fold/f?tagging|<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
            "PUT /plain/fold/new|new",
            "PUT /plain/fold/f|new",
            "PUT /kept/fold/f|new",
            "PUT /plain?versioning|<VersioningConfiguration/>",
            "PUT /plain?policy|{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}",
            "PUT /plain/copied plain/fold/f",
            "PUT /plain/fold/f plain/fold/sub/g",
            "PUT /kept/fold/f kept/fold/f?versionId=OLD",
            "POST /plain/fold/u?uploads",
            "DELETE /kept/fold/f?versionId=OLD",
            "DELETE /kept/fold/f",
            "DELETE /plain/fold/f",
            "DELETE /plain/fold/sub/g",
            "DELETE /plain/fold/new",
            "DELETE /plain",
            "PUT /plain",
            "PUT /another");

    @TempDir
    private Path outside;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            LINK                                | NEXT START
            plain                               | goes on
            plain/fold                          | goes on
            plain/fold/f                        | goes on
            plain/fold/sub                      | goes on
            kept                                | goes on
            kept/fold                           | goes on
            kept/fold/f                         | goes on
            .hydrant                            | is refused
            .hydrant/tmp                        | is refused
            .hydrant/000000000000               | is refused
            .hydrant/000000000000/plain         | is refused
            .hydrant/000000000000/plain/objects | goes on
            .hydrant/000000000000/kept/objects  | goes on
            .hydrant/000000000000/kept/versions | goes on
            """)
    void whateverBecomesALinkNothingOutsideIsTouchedReadOrTold(String linked, String next) throws IOException {
        Path dir = outside.resolve("data");
        Files.createDirectories(dir.resolve("plain/fold"));
        Files.writeString(dir.resolve("plain/fold/by-hand"), "no entity tag is known yet");
        Map<String, String> before;
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
            String old = filled(hydrant);
            before = linkAway(dir, linked);

            for (String operation : OPERATIONS) {
                String[] parts = operation.replace("OLD", old).split("\\|", 2);
                HttpResponse<String> answer = send(hydrant, parts[0], parts.length > 1 ? parts[1] : "");

                assertThat(answer.statusCode())
                        .as(operation + ": " + answer.body())
                        .isLessThan(operation.contains("list-type") ? 300 : 500);
                assertThat(answer.body()).as(operation).doesNotContain(SECRET, outside.toString());
                assertThat(tree(outside.resolve("away"))).as(operation).isEqualTo(before);
            }
        }
        if (next.equals("is refused")) {
            assertThatThrownBy(() -> Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString())))
                    .hasMessageContaining(linked + " is a symbolic link");
        } else {
            try (Hydrant again = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
                for (String read : List.of(
                        "GET /", "GET /plain", "GET /kept?versions", "GET /plain/fold/f", "PUT /plain/fold/f")) {
                    HttpResponse<String> answer = send(again, read, "");

                    assertThat(answer.statusCode())
                            .as(read + ": " + answer.body())
                            .isLessThan(500);
                    assertThat(answer.body()).as(read).doesNotContain(SECRET, outside.toString());
                }
            }
        }
        assertThat(tree(outside.resolve("away"))).isEqualTo(before);
    }

    /** The first of these requests once reached the file outside. */
    @Test
    void deletesForgetTheObjectAndLeaveTheFileBehindTheLink() throws IOException {
        Path dir = outside.resolve("data");
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
            filled(hydrant);
            linkAway(dir, "plain/fold");

            assertThat(send(hydrant, "DELETE /plain/fold/f", "").statusCode()).isEqualTo(204);
            assertThat(send(hydrant, "GET /plain/fold/f", "").statusCode()).isEqualTo(404);
            assertThat(send(hydrant, "GET /plain", "").body()).doesNotContain("fold/f<");
            assertThat(send(hydrant, "PUT /plain/fold/f", "again").statusCode()).isEqualTo(200);
            assertThat(send(hydrant, "GET /plain/fold/f", "").body()).isEqualTo("again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".hydrant/tmp", ".hydrant", "plain", "plain/fold"})
    void anUploadThatIsUnderWayReachesNothingOutside(String linked) throws IOException {
        Path dir = outside.resolve("data");
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
            filled(hydrant);
            List<String> ids = new ArrayList<>();
            String part = "";
            for (int i = 0; i < 2; i++) {
                String id = send(hydrant, "POST /plain/fold/f?uploads", "")
                        .body()
                        .replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
                HttpResponse<String> put = send(hydrant, "PUT /plain/fold/f?partNumber=1&uploadId=" + id, "part");
                part = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                        + put.headers().firstValue("ETag").orElseThrow() + "</ETag></Part></CompleteMultipartUpload>";
                ids.add(id);
            }
            Map<String, String> before = linkAway(dir, linked);

            for (String[] step : new String[][] {
                {"PUT /plain/fold/f?partNumber=2&uploadId=" + ids.get(0), "more"},
                {"GET /plain/fold/f?uploadId=" + ids.get(0), ""},
                {"POST /plain/fold/f?uploadId=" + ids.get(0), part},
                {"DELETE /plain/fold/f?uploadId=" + ids.get(1), ""}
            }) {
                HttpResponse<String> answer = send(hydrant, step[0], step[1]);

                assertThat(answer.statusCode()).as(step[0] + answer.body()).isLessThan(500);
                assertThat(answer.body()).as(step[0]).doesNotContain(SECRET, outside.toString());
                assertThat(tree(outside.resolve("away"))).as(step[0]).isEqualTo(before);
            }
        }
    }

    @Test
    void anObjectWhoseFileIsALinkIsNotThere() throws IOException {
        Path dir = outside.resolve("data");
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
            filled(hydrant);
            linkAway(dir, "plain/fold/f");

            assertThat(send(hydrant, "GET /plain/fold/f", "").body()).contains("<Code>NoSuchKey</Code>");
            assertThat(send(hydrant, "PUT /plain/copied plain/fold/f", "").body())
                    .contains("<Code>NoSuchKey</Code>");
            assertThat(send(hydrant, "GET /plain", "").body()).contains("<Key>fold/f</Key>", "<Key>fold/sub/g</Key>");
        }
    }

    @Test
    void aBucketWhoseNameALinkOrAFileHasIsRefused() throws IOException {
        Path dir = Files.createDirectories(outside.resolve("data"));
        Files.createDirectories(outside.resolve("away"));
        Files.createSymbolicLink(dir.resolve("linked"), outside.resolve("away"));
        Files.writeString(dir.resolve("a-file"), "mine");
        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_S3_DIR", dir.toString()))) {
            for (String name : List.of("linked", "a-file")) {
                HttpResponse<String> created = send(hydrant, "PUT /" + name, "");

                assertThat(created.statusCode()).isEqualTo(403);
                assertThat(created.body())
                        .contains("<Code>AccessDenied</Code>", "<Message>" + name + " is a symbolic link or a file");
                assertThat(send(hydrant, "GET /" + name, "").body()).contains("<Code>NoSuchBucket</Code>");
                assertThat(send(hydrant, "PUT /" + name + "/key", "x").body()).contains("<Code>NoSuchBucket</Code>");
            }
        }
        assertThat(tree(outside.resolve("away"))).isEmpty();
    }

    /** Two buckets with an object and one below it, one of them versioned; the id of the older version. */
    private static String filled(Hydrant hydrant) throws IOException {
        for (String bucket : List.of("plain", "kept")) {
            send(hydrant, "PUT /" + bucket, "");
        }
        send(
                hydrant,
                "PUT /kept?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        String old = "";
        for (String text : List.of("one", "two")) {
            send(hydrant, "PUT /plain/fold/f", text);
            send(hydrant, "PUT /plain/fold/sub/g", text);
            HttpResponse<String> put = send(hydrant, "PUT /kept/fold/f", text);
            if (text.equals("one")) {
                old = put.headers().firstValue("x-amz-version-id").orElseThrow();
            }
        }
        return old;
    }

    /** Moves a part of the folder out of it, writes other texts into objects there, and puts a link in its place. */
    private Map<String, String> linkAway(Path dir, String linked) throws IOException {
        Path away = Files.createDirectories(outside.resolve("away")).resolve("target");
        Files.move(dir.resolve(linked), away);
        for (String file : tree(away).keySet()) {
            if (!file.endsWith(".properties")) {
                Files.writeString(away.resolve(file), SECRET);
            }
        }
        Files.createSymbolicLink(dir.resolve(linked), away);
        return tree(outside.resolve("away"));
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(folder.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private static HttpResponse<String> send(Hydrant hydrant, String head, String body) throws IOException {
        String[] words = head.split(" ", -1);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hydrant.endpoint() + words[1]))
                .method(words[0], BodyPublishers.ofString(body));
        if (words.length > 2) {
            request.header("x-amz-copy-source", words[2]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
