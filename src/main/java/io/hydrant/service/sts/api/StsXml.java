package io.hydrant.service.sts.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.hydrant.aws.AwsError;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.sts.Callers;

/** Writes answers and errors of the Query protocol. */
final class StsXml {
    private static final String NAMESPACE = " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

    private StsXml() {}

    static HttpResponse answer(String action, String result, String requestId) {
        return response(
                200,
                '<' + action + "Response" + NAMESPACE + "><" + action + "Result>" + result + "</" + action
                        + "Result><ResponseMetadata>" + element("RequestId", requestId) + "</ResponseMetadata></"
                        + action + "Response>",
                requestId);
    }

    static HttpResponse error(AwsError error, String requestId) {
        return response(
                error.httpStatus(),
                "<ErrorResponse" + NAMESPACE + "><Error>"
                        + element("Type", error.httpStatus() < 500 ? "Sender" : "Receiver")
                        + element("Code", error.code())
                        + element("Message", error.message().orElse(""))
                        + "</Error>" + element("RequestId", requestId) + "</ErrorResponse>",
                requestId);
    }

    static String credentials(Callers.IssuedCredentials issued) {
        Instant expiration = issued.expiration().truncatedTo(ChronoUnit.SECONDS);
        return "<Credentials>" + element("AccessKeyId", issued.accessKeyId())
                + element("SecretAccessKey", issued.secretAccessKey())
                + element("SessionToken", issued.sessionToken())
                + element("Expiration", expiration.toString()) + "</Credentials>";
    }

    static String element(String name, String text) {
        return '<' + name + '>' + escape(text) + "</" + name + '>';
    }

    private static HttpResponse response(int status, String xml, String requestId) {
        return HttpResponse.of(status, "text/xml", xml).with("x-amzn-RequestId", requestId);
    }

    /** Characters that XML 1.0 cannot hold become question marks. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c >= ' ' || c == '\t' || c == '\n' || c == '\r' ? c : '?');
            }
        }
        return escaped.toString();
    }
}
