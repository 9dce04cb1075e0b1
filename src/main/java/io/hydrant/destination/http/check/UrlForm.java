package io.hydrant.destination.http.check;

import java.net.URI;
import java.util.Locale;

import io.hydrant.http.client.LocalHosts;

/** Whether Firehose would take the URL. */
final class UrlForm implements Step {
    private static final int HTTPS = 443;

    @Override
    public void run(Conversation conversation, Findings findings) {
        URI url = conversation.options().url();
        boolean https = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        if (isLocal(url)) {
            add(
                    findings,
                    Outcome.INFO,
                    "A URL of your machine or its network. Firehose takes https:// with port 443 only.");
        } else if (!https) {
            add(findings, Outcome.FAILED, "CreateDeliveryStream refuses a URL without https://.");
        } else if (url.getPort() >= 0 && url.getPort() != HTTPS) {
            add(findings, Outcome.FAILED, "Firehose connects to port 443 only, not to " + url.getPort() + ".");
        } else if (conversation.address().equals(url)) {
            add(findings, Outcome.PASSED, "https://, port 443, a certificate that Java trusts");
        } else {
            add(
                    findings,
                    Outcome.INFO,
                    "https://, port 443. The resources name another address, so its certificate was not seen.");
        }
    }

    private static void add(Findings findings, Outcome outcome, String came) {
        findings.add(Point.URL, outcome, came, Consequence.NONE);
    }

    private static boolean isLocal(URI url) {
        int port = url.getPort();
        return LocalHosts.isPlainHttp("http://" + url.getHost() + (port < 0 ? "" : ":" + port) + "/");
    }
}
