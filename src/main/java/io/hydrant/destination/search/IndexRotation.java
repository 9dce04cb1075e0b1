package io.hydrant.destination.search;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.WeekFields;
import java.util.Locale;

/**
 * How often records go to another index; the names of the API. What is put behind the index's name is the time at which a record
 * arrived, in UTC.
 */
enum IndexRotation {
    NoRotation(new DateTimeFormatterBuilder()),
    OneHour(date().appendPattern("-dd-HH")),
    OneDay(date().appendPattern("-dd")),
    OneWeek(week()),
    OneMonth(date());

    private final DateTimeFormatter suffix;

    IndexRotation(DateTimeFormatterBuilder suffix) {
        this.suffix = suffix.toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static DateTimeFormatterBuilder date() {
        return new DateTimeFormatterBuilder()
                .appendLiteral('-')
                .appendValue(ChronoField.YEAR, 4)
                .appendPattern("-MM");
    }

    /**
     * Weeks begin on Sunday, and the first one of a year holds January 1, as the documents say. Their example contradicts the rule:
     * it puts February 25, 2016 into week 8, where the rule gives 9. The year is the one that the week belongs to: a guess.
     */
    private static DateTimeFormatterBuilder week() {
        WeekFields weeks = WeekFields.of(DayOfWeek.SUNDAY, 1);
        return new DateTimeFormatterBuilder()
                .appendLiteral('-')
                .appendValue(weeks.weekBasedYear(), 4)
                .appendLiteral("-w")
                .appendValue(weeks.weekOfWeekBasedYear(), 2);
    }

    /** The index that a record which arrived at {@code arrival} goes to. */
    String index(String name, Instant arrival) {
        return name + suffix.format(arrival);
    }
}
