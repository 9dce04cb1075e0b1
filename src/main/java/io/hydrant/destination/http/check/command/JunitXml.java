package io.hydrant.destination.http.check.command;

import java.util.Locale;

import io.hydrant.destination.http.check.CheckReport;
import io.hydrant.destination.http.check.Finding;
import io.hydrant.destination.http.check.Outcome;

/** A report as JUnit XML: a test case for each point. */
final class JunitXml {
    private JunitXml() {}

    static String of(CheckReport report) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        boolean ran = report.reason().isEmpty();
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"check-endpoint %s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n",
                escaped(report.url()),
                ran ? report.findings().size() : 1,
                report.count(Outcome.FAILED),
                ran ? 0 : 1,
                report.count(Outcome.SKIPPED)));
        report.reason().ifPresent(why -> xml.append(
                        "  <testcase classname=\"check-endpoint\" name=\"connection\">\n    <error message=\"")
                .append(escaped(why))
                .append("\"/>\n  </testcase>\n"));
        report.findings().forEach(finding -> testCase(finding, xml));
        return xml.append("</testsuite>\n").toString();
    }

    private static void testCase(Finding finding, StringBuilder xml) {
        xml.append("  <testcase classname=\"check-endpoint\" name=\"")
                .append(finding.point().number())
                .append(' ')
                .append(finding.point().label())
                .append("\">\n");
        String came = escaped(finding.came());
        switch (finding.outcome()) {
            case FAILED ->
                xml.append("    <failure message=\"")
                        .append(came)
                        .append("\">")
                        .append(escaped(finding.point().rule()))
                        .append("</failure>\n");
            case SKIPPED -> xml.append("    <skipped message=\"").append(came).append("\"/>\n");
            case PASSED, WARNING, INFO ->
                xml.append("    <system-out>")
                        .append(finding.outcome().word())
                        .append(": ")
                        .append(came)
                        .append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    /** Characters that XML does not have at all become question marks. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean legal = (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
                    escaped.appendCodePoint(legal ? c : '?');
                }
            }
        });
        return escaped.toString();
    }
}
