package io.hydrant.service.sts;

import java.time.Instant;

import io.hydrant.aws.Caller;

/** Temporary credentials that the embedded STS handed out, without their secret. */
record Session(String accessKeyId, Caller caller, Instant expiresAt) {}
