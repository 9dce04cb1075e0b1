package io.hydrant.destination.http.check.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.destination.http.check.CheckReport;
import io.hydrant.destination.http.check.Finding;
import io.hydrant.destination.http.check.Outcome;
import io.hydrant.destination.http.check.Point.Basis;

/** A report for people. No line is longer than its width. */
final class Table {
    private static final int[] WIDE = {2, 7, 32, 44, 25};
    private static final int[] NARROW = {2, 7, 22, 25, 14};
    private static final String GAP = "  ";
    private static final int INDENT = 13;

    private final StringBuilder text = new StringBuilder();
    private final int[] widths;
    private final int width;

    private Table(int[] widths) {
        this.widths = widths.clone();
        this.width = Arrays.stream(widths).sum() + (widths.length - 1) * GAP.length();
    }

    /**
     * A table of 118 columns, or of 78 where less is there.
     *
     * @param columns how wide the terminal is
     */
    static String of(CheckReport report, int columns) {
        Table table = new Table(columns < 118 ? NARROW : WIDE);
        table.text.append("Endpoint: ").append(report.url()).append("\n\n");
        if (report.reason().isPresent()) {
            table.paragraph("The check could not run: " + report.reason().get(), 0);
        } else {
            table.row(List.of("#", "result", "sent", "came", "Firehose"));
            report.findings().stream()
                    .filter(finding -> finding.outcome() != Outcome.SKIPPED)
                    .forEach(table::finding);
            table.text.append('\n');
            table.skipped(report);
            table.paragraph(counts(report), 0);
            table.paragraph(speed(report), 0);
            table.paragraph(conclusion(report), 0);
        }
        return table.text.toString();
    }

    private void finding(Finding finding) {
        row(List.of(
                String.valueOf(finding.point().number()),
                finding.outcome().word(),
                finding.point().label() + ": " + finding.point().sent(),
                finding.came(),
                finding.consequence().words()));
        boolean advice = finding.point().basis() == Basis.ADVICE;
        paragraph((advice ? "Advice: " : "Rule: ") + finding.point().rule(), INDENT);
    }

    /** One paragraph for each reason. */
    private void skipped(CheckReport report) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        report.findings().stream()
                .filter(finding -> finding.outcome() == Outcome.SKIPPED)
                .forEach(finding -> byReason.computeIfAbsent(finding.came(), reason -> new ArrayList<>())
                        .add(finding.point().number() + " " + finding.point().label()));
        byReason.forEach((reason, points) -> paragraph("Skipped: " + String.join(", ", points) + ". " + reason, 0));
    }

    private void row(List<String> cells) {
        List<List<String>> columns = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < cells.size(); i++) {
            List<String> lines = wrap(cells.get(i), widths[i]);
            columns.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                String cell = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                row.append(i == 0 ? " ".repeat(Math.max(0, widths[0] - cell.length())) + cell : cell)
                        .append(i == 0 ? "" : " ".repeat(Math.max(0, widths[i] - cell.length())))
                        .append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private void paragraph(String words, int indent) {
        wrap(words, width - indent)
                .forEach(line -> text.append(" ".repeat(indent)).append(line).append('\n'));
    }

    /** Lines of at most {@code width}; a word that is longer is cut. */
    static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (line.length() > width) {
                lines.add(line.substring(0, width));
                line.delete(0, width);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static String counts(CheckReport report) {
        return report.count(Outcome.PASSED) + " passed, " + report.count(Outcome.FAILED) + " failed, "
                + report.count(Outcome.WARNING) + " warnings, " + report.count(Outcome.INFO) + " to know, "
                + report.count(Outcome.SKIPPED) + " skipped.";
    }

    private static String speed(CheckReport report) {
        CheckReport.Timing timing = report.timing();
        if (timing.requests() == 0) {
            return "No request was answered.";
        }
        return timing.requests() + " answers; half of them within " + timing.medianMillis() + " ms, 99 of 100 within "
                + timing.slowestMillis() + " ms.";
    }

    private static String conclusion(CheckReport report) {
        return switch (report.result()) {
            case PASSED -> "This endpoint would do.";
            case FAILED -> "This endpoint would not do: see the points that failed.";
            case COULD_NOT_RUN -> "";
        };
    }
}
