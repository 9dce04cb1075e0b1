package io.hydrant.destination.search;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Index names. Weeks begin on Sunday, and the first of a year holds January 1, as the developer guide says. */
class IndexRotationTest {
    @ParameterizedTest
    @CsvSource({
        "NoRotation, 2016-02-25T13:59:59.999Z, myindex",
        "OneHour, 2016-02-25T13:00:00Z, myindex-2016-02-25-13",
        "OneHour, 2016-02-25T13:59:59.999Z, myindex-2016-02-25-13",
        "OneHour, 2016-02-25T14:00:00Z, myindex-2016-02-25-14",
        "OneHour, 2026-12-31T23:59:59.999Z, myindex-2026-12-31-23",
        "OneHour, 2027-01-01T00:00:00Z, myindex-2027-01-01-00",
        "OneDay, 2016-02-25T00:00:00Z, myindex-2016-02-25",
        "OneDay, 2024-02-29T23:59:59.999Z, myindex-2024-02-29",
        "OneDay, 2024-03-01T00:00:00Z, myindex-2024-03-01",
        "OneMonth, 2016-02-29T23:59:59.999Z, myindex-2016-02",
        "OneMonth, 2016-12-31T23:59:59.999Z, myindex-2016-12",
        "OneMonth, 2017-01-01T00:00:00Z, myindex-2017-01",
        // Saturday is the last day of a week, Sunday the first of the next.
        "OneWeek, 2026-11-28T23:59:59.999Z, myindex-2026-w48",
        "OneWeek, 2026-11-29T00:00:00Z, myindex-2026-w49",
        // January 1, 2016 is a Friday, so week 1 has begun in December.
        "OneWeek, 2015-12-26T23:59:59.999Z, myindex-2015-w52",
        "OneWeek, 2015-12-27T00:00:00Z, myindex-2016-w01",
        "OneWeek, 2016-01-02T23:59:59.999Z, myindex-2016-w01",
        "OneWeek, 2016-01-03T00:00:00Z, myindex-2016-w02",
        // January 1, 2027 is a Friday as well.
        "OneWeek, 2026-12-31T12:00:00Z, myindex-2027-w01",
        // January 1, 2023 is a Sunday: the year begins with its week.
        "OneWeek, 2022-12-31T23:59:59.999Z, myindex-2022-w53",
        "OneWeek, 2023-01-01T00:00:00Z, myindex-2023-w01",
        // January 1, 2028 is a Saturday: its week is nearly all of the year before.
        "OneWeek, 2027-12-25T23:59:59.999Z, myindex-2027-w52",
        "OneWeek, 2027-12-26T00:00:00Z, myindex-2028-w01",
        "OneWeek, 2028-01-02T00:00:00Z, myindex-2028-w02"
    })
    void aRecordGoesToTheIndexOfTheTimeAtWhichItArrivedInUtc(IndexRotation rotation, Instant arrival, String index) {
        assertThat(rotation.index("myindex", arrival)).isEqualTo(index);
    }
}
