package io.hydrant.service.s3.embedded.object;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME: polynomial 0xAD93D23594C93659, reflected, all ones before and after. Eight tables, eight bytes at a time; for one
 * thread.
 *
 * @see <a href="https://nvmexpress.org/specifications/">NVM Express, NVM command set, "64b CRC"</a>
 */
final class Crc64Nvme implements Checksum {
    private static final long REFLECTED = Long.reverse(0xAD93D23594C93659L);
    private static final long[][] TABLES = tables();

    private long state = -1;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED;
            }
            tables[0][i] = value;
        }
        for (int table = 1; table < 8; table++) {
            for (int i = 0; i < 256; i++) {
                long before = tables[table - 1][i];
                tables[table][i] = (before >>> 8) ^ tables[0][(int) (before & 0xFF)];
            }
        }
        return tables;
    }

    @Override
    public void update(int b) {
        state = (state >>> 8) ^ TABLES[0][(int) ((state ^ b) & 0xFF)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long crc = state;
        for (; at + 8 <= end; at += 8) {
            crc = TABLES[7][(int) ((crc ^ bytes[at]) & 0xFF)]
                    ^ TABLES[6][(int) (((crc >>> 8) ^ bytes[at + 1]) & 0xFF)]
                    ^ TABLES[5][(int) (((crc >>> 16) ^ bytes[at + 2]) & 0xFF)]
                    ^ TABLES[4][(int) (((crc >>> 24) ^ bytes[at + 3]) & 0xFF)]
                    ^ TABLES[3][(int) (((crc >>> 32) ^ bytes[at + 4]) & 0xFF)]
                    ^ TABLES[2][(int) (((crc >>> 40) ^ bytes[at + 5]) & 0xFF)]
                    ^ TABLES[1][(int) (((crc >>> 48) ^ bytes[at + 6]) & 0xFF)]
                    ^ TABLES[0][(int) (((crc >>> 56) ^ bytes[at + 7]) & 0xFF)];
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLES[0][(int) ((crc ^ bytes[at]) & 0xFF)];
        }
        state = crc;
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }
}
