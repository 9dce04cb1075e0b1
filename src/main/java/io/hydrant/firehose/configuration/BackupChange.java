package io.hydrant.firehose.configuration;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;

/** Which changes of {@code S3BackupMode} an update may make. Documented: a backup may be widened, and is never narrowed. */
public enum BackupChange {
    /** Any. */
    FREE {
        @Override
        boolean isAllowed(String from, String to) {
            return true;
        }
    },
    /** A backup of the failed records may become one of all records. */
    WIDENED {
        @Override
        boolean isAllowed(String from, String to) {
            return !from.startsWith("All");
        }
    },
    /** A backup can be switched on and stays on. */
    SWITCHED_ON {
        @Override
        boolean isAllowed(String from, String to) {
            return !to.equals("Disabled");
        }

        @Override
        AwsException refusal(String from, String to) {
            return new AwsException(ConfigurationErrors.backupCannotBeDisabled());
        }
    },
    /** None. */
    NONE {
        @Override
        boolean isAllowed(String from, String to) {
            return false;
        }
    };

    abstract boolean isAllowed(String from, String to);

    AwsException refusal(String from, String to) {
        return new AwsException(ConfigurationErrors.backupModeCannotChange(from, to));
    }

    /**
     * Checks a change from one mode to another.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    void check(String from, String to) {
        if (!from.equals(to) && !isAllowed(from, to)) {
            throw refusal(from, to);
        }
    }
}
