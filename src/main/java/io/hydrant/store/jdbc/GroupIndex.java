package io.hydrant.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.store.LoggedChunk;

/** Writes what is known of the chunks of one row. Texts stand once. {@link GroupReader} reads it. */
final class GroupIndex {
    static final int FORMAT = 1;

    private GroupIndex() {}

    static byte[] write(List<LoggedChunk> chunks) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        for (LoggedChunk each : chunks) {
            texts.putIfAbsent(each.owner(), texts.size());
            texts.putIfAbsent(each.queue(), texts.size());
            each.key().ifPresent(key -> texts.putIfAbsent(key, texts.size()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            IndexBytes.writeNumber(out, texts.size());
            for (String text : texts.keySet()) {
                out.writeUTF(text);
            }
            IndexBytes.writeNumber(out, chunks.size());
            long last = 0;
            for (LoggedChunk each : chunks) {
                IndexBytes.writeNumber(out, texts.getOrDefault(each.owner(), 0));
                IndexBytes.writeNumber(out, texts.getOrDefault(each.queue(), 0));
                IndexBytes.writeNumber(
                        out, each.key().map(texts::get).map(text -> text + 1).orElse(0));
                out.writeByte(each.copied() ? 1 : 0);
                long arrival = each.arrival().toEpochMilli();
                IndexBytes.writeSigned(out, arrival - last);
                last = arrival;
                IndexBytes.writeNumber(out, each.sequence());
                IndexBytes.writeNumber(out, each.count());
                IndexBytes.writeNumber(out, each.recordBytes());
                IndexBytes.writeNumber(out, each.length());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
