package io.hydrant.firehose.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.encryption.KeyChoice;

/** What CreateDeliveryStream asks for, validated. */
public record NewStream(
        String name,
        SourceConfiguration source,
        DestinationConfiguration destination,
        Map<String, String> tags,
        List<String> warnings,
        Optional<KeyChoice> encryption) {}
