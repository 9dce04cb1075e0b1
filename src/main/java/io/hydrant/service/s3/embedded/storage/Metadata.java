package io.hydrant.service.s3.embedded.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.document.SettingDocument;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;
import io.hydrant.service.s3.embedded.object.ObjectPart;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;

/** What is kept beside the files: properties in UTF-8, one file for a bucket and one for each key. */
final class Metadata {
    private final Properties values = new Properties();

    static Metadata read(Path file) throws IOException {
        Metadata metadata = new Metadata();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            metadata.values.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged", e);
        }
        return metadata;
    }

    void writeTo(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        values.store(writer, null);
        writer.flush();
    }

    /** A bucket with its settings. */
    static Metadata of(KeptBucket bucket) {
        Metadata metadata = new Metadata();
        metadata.put("account", bucket.place().scope().account().value());
        metadata.put("region", bucket.place().scope().region().value());
        metadata.put("created", bucket.created().toString());
        metadata.put("versioning", bucket.versioning().name());
        bucket.settings().forEach((name, document) -> {
            metadata.put("setting." + name, document.text());
            metadata.put("note." + name, document.note());
        });
        return metadata;
    }

    /** The versions of a key; {@code place} answers where bytes lie. */
    static Metadata of(String key, List<StoredObject> versions, Function<Content, String> place) {
        Metadata metadata = new Metadata();
        metadata.put("key", key);
        for (int i = 0; i < versions.size(); i++) {
            metadata.version(i + ".", versions.get(i), place);
        }
        return metadata;
    }

    private void version(String prefix, StoredObject object, Function<Content, String> place) {
        put(prefix + "versionId", object.versionId());
        put(prefix + "lastModified", object.lastModified().toString());
        if (object.deleteMarker()) {
            put(prefix + "deleteMarker", "true");
            return;
        }
        put(prefix + "place", place.apply(object.content()));
        put(prefix + "length", Long.toString(object.length()));
        put(prefix, object.digests());
        put(prefix, object.properties());
    }

    /** Digests as far as they are known. */
    void put(String prefix, Digests digests) {
        put(prefix + "algorithm", digests.algorithm().name());
        digests.knownEtag().ifPresent(etag -> put(prefix + "etag", etag));
        digests.knownChecksum().ifPresent(checksum -> put(prefix + "checksum", text(checksum)));
    }

    void put(String prefix, ObjectProperties properties) {
        put(prefix + "encryption", properties.encryption().algorithm());
        properties.encryption().kmsKeyArn().ifPresent(arn -> put(prefix + "kmsKey", arn));
        put(prefix + "bucketKey", Boolean.toString(properties.encryption().bucketKey()));
        properties.headers().forEach((name, value) -> put(prefix + "header." + name, value));
        properties.tags().forEach((name, value) -> put(prefix + "tag." + name, value));
        properties
                .parts()
                .forEach(part -> put(
                        prefix + "part." + part.number(),
                        part.length()
                                + part.checksum().map(sum -> " " + text(sum)).orElse("")));
    }

    Scope scope() {
        return new Scope(new AccountId(get("account")), new Region(get("region")));
    }

    Instant created() {
        return Instant.parse(get("created"));
    }

    Versioning versioning() {
        return Versioning.valueOf(get("versioning"));
    }

    Map<String, SettingDocument> settings() {
        Map<String, SettingDocument> settings = new TreeMap<>();
        below("setting.").forEach((name, text) -> settings.put(name, new SettingDocument(text, get("note." + name))));
        return settings;
    }

    String key() {
        return get("key");
    }

    /** The versions, newest first; {@code content} finds bytes by their place and length, or reports that they are gone. */
    List<StoredObject> versions(Found content) {
        List<StoredObject> versions = new ArrayList<>();
        for (int i = 0; values.containsKey(i + ".versionId"); i++) {
            String prefix = i + ".";
            if (get(prefix + "deleteMarker").equals("true")) {
                Content nothing = MemoryContent.of(new byte[0]);
                ObjectProperties none = new ObjectProperties(Map.of(), ObjectEncryption.AES256, Map.of(), List.of());
                versions.add(new StoredObject(
                        key(),
                        get(prefix + "versionId"),
                        lastModified(prefix),
                        true,
                        nothing,
                        Digests.unknown(nothing),
                        none));
                continue;
            }
            content.find(get(prefix + "place")).ifPresent(bytes -> versions.add(object(prefix, bytes)));
        }
        return versions;
    }

    /** The places of all versions. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        for (int i = 0; values.containsKey(i + ".versionId"); i++) {
            optional(i + ".place").ifPresent(places::add);
        }
        return places;
    }

    /** Finds bytes by their place. */
    @FunctionalInterface
    interface Found {
        Optional<Content> find(String place);
    }

    private StoredObject object(String prefix, Content bytes) {
        boolean unchanged = Long.toString(bytes.length()).equals(get(prefix + "length"));
        ChecksumAlgorithm algorithm =
                ChecksumAlgorithm.named(get(prefix + "algorithm")).orElse(ChecksumAlgorithm.CRC64NVME);
        Digests digests = unchanged
                ? Digests.of(
                        bytes,
                        optional(prefix + "etag"),
                        optional(prefix + "checksum").map(Metadata::checksum))
                : Digests.unknown(bytes, algorithm);
        List<ObjectPart> parts = new ArrayList<>();
        if (unchanged) {
            Map<Integer, String> numbered = new TreeMap<>();
            below(prefix + "part.").forEach((number, text) -> numbered.put(Integer.valueOf(number), text));
            numbered.forEach((number, text) -> parts.add(part(number, text)));
        }
        return new StoredObject(
                key(),
                get(prefix + "versionId"),
                lastModified(prefix),
                false,
                bytes,
                digests,
                properties(prefix, parts));
    }

    ObjectProperties properties(String prefix, List<ObjectPart> parts) {
        ObjectEncryption encryption = new ObjectEncryption(
                get(prefix + "encryption"),
                optional(prefix + "kmsKey"),
                get(prefix + "bucketKey").equals("true"));
        return new ObjectProperties(below(prefix + "header."), encryption, below(prefix + "tag."), parts);
    }

    /** What is about to be done with files; {@code name} names one. */
    void put(KeyChange change, Function<Path, String> name) {
        for (int i = 0; i < change.moves().size(); i++) {
            put("from." + i, name.apply(change.moves().get(i).from()));
            put("to." + i, name.apply(change.moves().get(i).to()));
        }
        for (int i = 0; i < change.deletions().size(); i++) {
            put("delete." + i, name.apply(change.deletions().get(i)));
        }
    }

    /** What was about to be done; {@code named} finds a file. */
    KeyChange change(Path folder, Function<String, Optional<Path>> named) {
        List<KeyChange.Move> moves = new ArrayList<>();
        for (int i = 0; values.containsKey("from." + i); i++) {
            String to = get("to." + i);
            named.apply(get("from." + i))
                    .flatMap(from -> named.apply(to).map(there -> new KeyChange.Move(from, there)))
                    .ifPresent(moves::add);
        }
        List<Path> deletions = new ArrayList<>();
        for (int i = 0; values.containsKey("delete." + i); i++) {
            named.apply(get("delete." + i)).ifPresent(deletions::add);
        }
        return new KeyChange(folder, moves, deletions);
    }

    private static ObjectPart part(int number, String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? new ObjectPart(number, Long.parseLong(text), Optional.empty())
                : new ObjectPart(
                        number,
                        Long.parseLong(text.substring(0, space)),
                        Optional.of(checksum(text.substring(space + 1))));
    }

    private static String text(ObjectChecksum checksum) {
        return checksum.algorithm() + ":" + checksum.type() + ":" + checksum.value();
    }

    static ObjectChecksum checksum(String text) {
        String[] parts = text.split(":", 3);
        return new ObjectChecksum(ChecksumAlgorithm.valueOf(parts[0]), parts[2], parts[1].equals("COMPOSITE"));
    }

    private Instant lastModified(String prefix) {
        return Instant.parse(get(prefix + "lastModified"));
    }

    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.stringPropertyNames().forEach(name -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), get(name));
            }
        });
        return found;
    }

    String get(String name) {
        return values.getProperty(name, "");
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    void put(String name, String value) {
        values.setProperty(name, value);
    }
}
