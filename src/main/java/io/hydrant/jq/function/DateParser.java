package io.hydrant.jq.function;

import java.time.LocalDate;
import java.util.List;

/** {@code strptime} of the C library in its plain locale. */
final class DateParser {
    private static final int YEAR = 0;
    private static final int MONTH = 1;
    private static final int DAY = 2;
    private static final int HOUR = 3;
    private static final int MINUTE = 4;
    private static final int SECOND = 5;
    private static final int WEEKDAY = 6;
    private static final int YEAR_DAY = 7;
    /** What a field says that was not read. */
    private static final int NO_WEEKDAY = 8;

    private static final int NO_YEAR_DAY = 367;

    private final TextCursor text;
    private final int[] fields = {1900, 0, 0, 0, 0, 0, NO_WEEKDAY, NO_YEAR_DAY};
    private int century = -1;
    private boolean wantsDays;
    private boolean hasMonth;
    private boolean hasDay;
    private boolean hasWeekday;
    private boolean hasYearDay;
    private boolean is12;
    private boolean isAfternoon;

    DateParser(String text) {
        this.text = new TextCursor(text);
    }

    String rest() {
        return text.rest();
    }

    BrokenDownTime time() {
        return new BrokenDownTime(fields);
    }

    /** Whether the text begins as the format says. */
    boolean read(String format) {
        boolean matches = directives(format);
        complete();
        return matches;
    }

    private boolean directives(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                text.skipSpace();
            } else if (c != '%' || i + 1 == format.length()) {
                if (!text.take(c)) {
                    return false;
                }
            } else {
                i++;
                while (i + 1 < format.length() && "EO_-0^#".indexOf(format.charAt(i)) >= 0) {
                    i++;
                }
                if (!directive(format.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean directive(char letter) {
        return switch (letter) {
            case '%' -> text.take('%');
            case 'n', 't' -> {
                text.skipSpace();
                yield true;
            }
            case 'a', 'A' -> {
                hasWeekday = true;
                yield name(DateFormat.DAYS, WEEKDAY);
            }
            case 'b', 'B', 'h' -> {
                hasMonth = true;
                wantsDays = true;
                yield name(DateFormat.MONTHS, MONTH);
            }
            case 'c' -> directives("%a %b %e %H:%M:%S %Y");
            case 'C' -> {
                wantsDays = true;
                century = text.number(0, 99, 2);
                yield century >= 0;
            }
            case 'd', 'e' -> {
                hasDay = true;
                wantsDays = true;
                yield field(DAY, 1, 31, 2, 0);
            }
            case 'x', 'D' -> directives("%m/%d/%y");
            case 'F' -> directives("%Y-%m-%d");
            case 'H', 'k' -> {
                is12 = false;
                yield field(HOUR, 0, 23, 2, 0);
            }
            case 'I', 'l' -> {
                is12 = true;
                yield field(HOUR, 1, 12, 2, 0);
            }
            case 'j' -> {
                hasYearDay = true;
                yield field(YEAR_DAY, 1, 366, 3, -1);
            }
            case 'm' -> {
                hasMonth = true;
                wantsDays = true;
                yield field(MONTH, 1, 12, 2, -1);
            }
            case 'M' -> field(MINUTE, 0, 59, 2, 0);
            case 'p', 'P' -> halfOfDay();
            case 'r' -> directives("%I:%M:%S %p");
            case 'R' -> directives("%H:%M");
            case 's' -> epoch();
            case 'S' -> field(SECOND, 0, 61, 2, 0);
            case 'X', 'T' -> directives("%H:%M:%S");
            case 'u' -> {
                hasWeekday = true;
                yield weekday(1, 7);
            }
            case 'w' -> {
                hasWeekday = true;
                yield weekday(0, 6);
            }
            case 'g' -> text.number(0, 99, 2) >= 0;
            case 'G' -> text.number(0, 9999, 4) >= 0;
            case 'U', 'W' -> text.number(0, 53, 2) >= 0;
            case 'V' -> text.number(0, 53, 2) >= 0;
            case 'y' -> {
                wantsDays = true;
                yield shortYear();
            }
            case 'Y' -> {
                wantsDays = true;
                century = -1;
                yield field(YEAR, 0, 9999, 4, 0);
            }
            case 'Z' -> {
                text.skipSpace();
                text.skipToSpace();
                yield true;
            }
            case 'z' -> offset();
            default -> false;
        };
    }

    private boolean field(int field, int least, int most, int digits, int shift) {
        int value = text.number(least, most, digits);
        fields[field] = value + shift;
        return value >= 0;
    }

    private boolean weekday(int least, int most) {
        int value = text.number(least, most, 1);
        fields[WEEKDAY] = value % 7;
        return value >= 0;
    }

    private boolean shortYear() {
        int value = text.number(0, 99, 2);
        fields[YEAR] = value >= 69 ? 1900 + value : 2000 + value;
        if (century >= 0) {
            fields[YEAR] = century * 100 + value;
            century = -1;
        }
        return value >= 0;
    }

    private boolean name(List<String> names, int field) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (text.takeWord(name) || text.takeWord(name.substring(0, 3))) {
                fields[field] = i;
                return true;
            }
        }
        return false;
    }

    private boolean halfOfDay() {
        isAfternoon = text.takeWord("PM");
        return isAfternoon || text.takeWord("AM");
    }

    private boolean epoch() {
        int digit = text.digit();
        if (digit < 0) {
            return false;
        }
        long seconds = 0;
        for (int count = 0; digit >= 0 && count < 15; count++) {
            seconds = seconds * 10 + digit;
            digit = text.digit();
        }
        int[] all = BrokenDownTime.of(seconds).fields();
        System.arraycopy(all, 0, fields, 0, all.length);
        return true;
    }

    private boolean offset() {
        text.skipSpace();
        if (text.take('Z')) {
            return true;
        }
        if (!text.take('+') && !text.take('-')) {
            return false;
        }
        int digits = 0;
        int value = 0;
        for (int digit = text.digit(); digit >= 0; digit = digits < 4 ? text.digit() : -1) {
            value = value * 10 + digit;
            digits++;
            if (digits == 2) {
                text.take(':');
            }
        }
        int minutes = digits == 2 ? value * 100 : value;
        return (digits == 2 || digits == 4) && minutes % 100 < 60 && minutes <= 1400;
    }

    private void complete() {
        if (is12) {
            fields[HOUR] = fields[HOUR] % 12 + (isAfternoon ? 12 : 0);
        }
        if (century >= 0) {
            fields[YEAR] = century * 100;
        }
        if (wantsDays && !hasWeekday && hasYearDay && !(hasMonth && hasDay)) {
            LocalDate day = LocalDate.of(fields[YEAR], 1, 1).plusDays(fields[YEAR_DAY]);
            fields[MONTH] = hasMonth ? fields[MONTH] : day.getMonthValue() - 1;
            fields[DAY] = hasDay ? fields[DAY] : day.getDayOfMonth();
        }
        LocalDate first = LocalDate.of(fields[YEAR], Math.max(0, Math.min(11, fields[MONTH])) + 1, 1);
        LocalDate day = first.plusDays(fields[DAY] - 1L);
        if (!hasWeekday && (wantsDays || (fields[WEEKDAY] == NO_WEEKDAY && fields[DAY] >= 1))) {
            fields[WEEKDAY] = day.getDayOfWeek().getValue() % 7;
        }
        if (!hasYearDay && (wantsDays || (fields[YEAR_DAY] == NO_YEAR_DAY && fields[DAY] >= 1))) {
            fields[YEAR_DAY] = first.getDayOfYear() - 1 + fields[DAY] - 1;
        }
    }
}
