package io.hydrant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.hydrant.config.Settings;
import io.hydrant.store.jdbc.DataFolder;

/** A process with a server on a data folder, until it is killed. It prints its address when it is ready. */
final class DurableServer {
    private DurableServer() {}

    /** @param arguments the folder, and the address of S3 */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Settings.Result settings = Settings.parse(Map.of("HYDRANT_S3_ENDPOINT", arguments[1]), List.of("--port", "0"));
        Hydrant hydrant =
                Hydrant.start(((Settings.Result.Run) settings).config(), DataFolder.opener(Path.of(arguments[0])));
        System.out.println("at " + hydrant.endpoint());
    }
}
