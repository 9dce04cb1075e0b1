package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Optional;

import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** Capacity modes in inputs. */
final class Modes {
    private Modes() {}

    /** Whether the input asks for an on-demand stream; a stream is provisioned when nothing is said. */
    static boolean isOnDemand(Structure input) {
        return input.structure("StreamModeDetails")
                .map(details -> details.requiredText("StreamMode").equals("ON_DEMAND"))
                .orElse(false);
    }

    /** The warm throughput that the input asks for; refused with {@code ValidationException}, whose text is a guess. */
    static Optional<Integer> warmThroughput(Structure input, boolean onDemand) {
        Optional<Integer> warm = input.number("WarmThroughputMiBps");
        if (warm.isPresent() && !onDemand) {
            throw KinesisErrors.validation(
                    "WarmThroughputMiBps can only be specified for a stream in the capacity mode ON_DEMAND.");
        }
        return warm;
    }
}
