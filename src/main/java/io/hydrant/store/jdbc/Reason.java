package io.hydrant.store.jdbc;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a folder or an engine failed, in words for the user. */
final class Reason {
    private Reason() {}

    /** What the machine said, if it said something; otherwise the first line of what the engine said. No full stop. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost instanceof IOException machine && machine.getMessage() != null
                ? ofMachine(machine)
                : String.valueOf(failure.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst("\\.$", "");
    }

    private static String ofMachine(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof UnknownHostException) {
            return "there is no host " + said;
        }
        if (!(failure instanceof FileSystemException file) || file.getReason() != null) {
            return said;
        }
        // these say the name of a file and nothing else
        if (failure instanceof AccessDeniedException) {
            return said + " may not be opened by this user";
        } else if (failure instanceof FileAlreadyExistsException) {
            return said + " is there already, and is no folder";
        }
        return failure instanceof NoSuchFileException ? said + " is not there, or cannot be made" : said;
    }
}
