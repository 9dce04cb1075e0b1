package io.hydrant.service.s3.embedded.object;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class ChecksumAlgorithmTest {

    /** The check values that the definitions of the algorithms give for these nine digits. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274ad27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5, 25f9e794323b453885f5181f1b624d0b"
    })
    void givesTheCheckValueOfItsDefinition(ChecksumAlgorithm algorithm, String value) {
        Hash hash = algorithm.start();

        hash.update("123456789".getBytes(US_ASCII), 0, 9);

        assertThat(HexFormat.of().formatHex(hash.value())).isEqualTo(value).hasSize(2 * algorithm.bytes());
    }

    @Test
    void crc64IsTheSameByteByByteAndInOneGo() {
        byte[] bytes = new byte[1021];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Crc64Nvme whole = new Crc64Nvme();
        Crc64Nvme single = new Crc64Nvme();

        whole.update(bytes, 3, bytes.length - 3);
        for (int i = 3; i < bytes.length; i++) {
            single.update(bytes[i]);
        }

        assertThat(whole.getValue()).isEqualTo(single.getValue());
    }
}
