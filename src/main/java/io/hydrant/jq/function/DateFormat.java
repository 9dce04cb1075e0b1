package io.hydrant.jq.function;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;

/** {@code strftime} of the C library in its plain locale, in UTC. */
final class DateFormat {
    static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final int WEEK = 7;

    private DateFormat() {}

    static String write(BrokenDownTime time, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 >= format.length()) {
                out.append(c);
                continue;
            }
            int start = i++;
            Flags flags = new Flags();
            while (i < format.length() && flags.take(format.charAt(i))) {
                i++;
            }
            while (i + 1 < format.length() && (format.charAt(i) == 'E' || format.charAt(i) == 'O')) {
                i++;
            }
            String text = i < format.length() ? directive(time, format.charAt(i), flags) : null;
            out.append(text == null ? format.substring(start, Math.min(i + 1, format.length())) : text);
        }
        return out.toString();
    }

    /** What stands between the percent sign and its letter. */
    private static final class Flags {
        private char pad;
        private boolean upper;
        private boolean swap;
        private int width;

        boolean take(char c) {
            switch (c) {
                case '_', '-', '0' -> {
                    if (c == '0' && width > 0) {
                        width *= 10;
                    } else {
                        pad = c;
                    }
                }
                case '^' -> upper = true;
                case '#' -> swap = true;
                default -> {
                    if (c < '1' || c > '9') {
                        return false;
                    }
                    width = Math.min(width * 10 + c - '0', 1000);
                }
            }
            return true;
        }

        String number(long value, int digits, char usual) {
            char filler = pad == 0 ? usual : pad;
            String text = Long.toString(Math.abs(value));
            String sign = value < 0 ? "-" : "";
            int wide = Math.max(filler == '-' ? 0 : digits, width) - sign.length();
            String fill = (filler == '_' ? " " : "0").repeat(Math.max(0, wide - text.length()));
            return filler == '_' ? fill + sign + text : sign + fill + text;
        }

        String text(String value) {
            String text = upper || swap ? value.toUpperCase(java.util.Locale.ROOT) : value;
            return (pad == '0' ? "0" : " ").repeat(Math.max(0, width - text.length())) + text;
        }
    }

    private static @org.jspecify.annotations.Nullable String directive(BrokenDownTime t, char letter, Flags flags) {
        return switch (letter) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'a' -> flags.text(shortName(DAYS, t.weekday()));
            case 'A' -> flags.text(name(DAYS, t.weekday()));
            case 'b', 'h' -> flags.text(shortName(MONTHS, t.month()));
            case 'B' -> flags.text(name(MONTHS, t.month()));
            case 'c' -> flags.text(write(t, "%a %b %e %H:%M:%S %Y"));
            case 'C' -> flags.number(Math.floorDiv(t.year(), 100), 2, '0');
            case 'd' -> flags.number(t.day(), 2, '0');
            case 'D', 'x' -> flags.text(write(t, "%m/%d/%y"));
            case 'e' -> flags.number(t.day(), 2, '_');
            case 'F' -> flags.text(write(t, "%Y-%m-%d"));
            case 'g' -> flags.number(Math.floorMod(isoYear(t), 100), 2, '0');
            case 'G' -> flags.number(isoYear(t), 1, '0');
            case 'H' -> flags.number(t.hour(), 2, '0');
            case 'I' -> flags.number(hour12(t), 2, '0');
            case 'j' -> flags.number(t.yearDay() + 1L, 3, '0');
            case 'k' -> flags.number(t.hour(), 2, '_');
            case 'l' -> flags.number(hour12(t), 2, '_');
            case 'm' -> flags.number(t.month() + 1L, 2, '0');
            case 'M' -> flags.number(t.minute(), 2, '0');
            case 'p' -> flags.swap ? (t.hour() >= 12 ? "pm" : "am") : flags.text(t.hour() >= 12 ? "PM" : "AM");
            case 'P' -> flags.text(t.hour() >= 12 ? "pm" : "am");
            case 'r' -> flags.text(write(t, "%I:%M:%S %p"));
            case 'R' -> flags.text(write(t, "%H:%M"));
            case 's' -> flags.number(t.epochSecond(), 1, '0');
            case 'S' -> flags.number(t.second(), 2, '0');
            case 'T', 'X' -> flags.text(write(t, "%H:%M:%S"));
            case 'u' -> flags.number(t.weekday() == 0 ? WEEK : t.weekday(), 1, '0');
            case 'U' -> flags.number((t.yearDay() + WEEK - t.weekday()) / WEEK, 2, '0');
            case 'V' -> flags.number(isoWeek(t), 2, '0');
            case 'w' -> flags.number(t.weekday(), 1, '0');
            case 'W' -> flags.number((t.yearDay() + WEEK - (t.weekday() + 6) % WEEK) / WEEK, 2, '0');
            case 'y' -> flags.number(Math.floorMod(t.year(), 100), 2, '0');
            case 'Y' -> flags.number(t.year(), 1, '0');
            case 'z' -> "+0000";
            case 'Z' -> flags.text("UTC");
            default -> null;
        };
    }

    private static int hour12(BrokenDownTime time) {
        int hour = Math.floorMod(time.hour(), 12);
        return hour == 0 ? 12 : hour;
    }

    private static String name(List<String> names, int at) {
        return at >= 0 && at < names.size() ? names.get(at) : "?";
    }

    private static String shortName(List<String> names, int at) {
        String name = name(names, at);
        return name.substring(0, Math.min(3, name.length()));
    }

    // By the fields as they are: the day of the year and of the week may contradict the date.
    private static LocalDate thursday(BrokenDownTime time) {
        LocalDate day = LocalDate.of(time.year(), 1, 1).plusDays(time.yearDay());
        int weekday = time.weekday() == 0 ? WEEK : time.weekday();
        return day.plusDays(4 - weekday);
    }

    private static int isoYear(BrokenDownTime time) {
        return thursday(time).getYear();
    }

    private static int isoWeek(BrokenDownTime time) {
        return thursday(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
