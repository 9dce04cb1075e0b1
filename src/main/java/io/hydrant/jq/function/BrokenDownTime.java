package io.hydrant.jq.function;

import java.time.LocalDate;

/** A date and time by its fields, each of which may be out of its range until it is counted in seconds. */
record BrokenDownTime(int[] fields) {
    private static final int SECONDS_OF_A_DAY = 86_400;

    /** The fields of a time in UTC. */
    static BrokenDownTime of(long epochSecond) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, (long) SECONDS_OF_A_DAY));
        int second = (int) Math.floorMod(epochSecond, (long) SECONDS_OF_A_DAY);
        return new BrokenDownTime(new int[] {
            day.getYear(),
            day.getMonthValue() - 1,
            day.getDayOfMonth(),
            second / 3600,
            second / 60 % 60,
            second % 60,
            day.getDayOfWeek().getValue() % 7,
            day.getDayOfYear() - 1
        });
    }

    int year() {
        return fields[0];
    }

    /** From 0. */
    int month() {
        return fields[1];
    }

    int day() {
        return fields[2];
    }

    int hour() {
        return fields[3];
    }

    int minute() {
        return fields[4];
    }

    int second() {
        return fields[5];
    }

    /** From Sunday, 0. */
    int weekday() {
        return fields[6];
    }

    /** From 0. */
    int yearDay() {
        return fields[7];
    }

    /** Seconds since 1970 in UTC. */
    long epochSecond() {
        long months = year() * 12L + month();
        LocalDate first = LocalDate.of((int) Math.floorDiv(months, 12L), (int) Math.floorMod(months, 12L) + 1, 1);
        long days = first.toEpochDay() + day() - 1;
        return days * SECONDS_OF_A_DAY + hour() * 3600L + minute() * 60L + second();
    }
}
