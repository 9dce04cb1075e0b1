package io.hydrant.receiver;

import java.net.URI;

import io.hydrant.http.client.HttpSender;

/**
 * The one who is asked for a name.
 *
 * @param url where the requests go
 * @param sender brings them there
 * @param receiver whether it is a receiver inside Hydrant
 */
public record Counterpart(URI url, HttpSender sender, boolean receiver) {}
