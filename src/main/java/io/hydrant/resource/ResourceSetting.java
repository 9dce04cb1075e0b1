package io.hydrant.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The table that {@code HYDRANT_RESOURCES} gives: JSON, or the name of a file with JSON. */
public final class ResourceSetting {
    private ResourceSetting() {}

    /**
     * Reads the value of the setting.
     *
     * @throws ResourceException if there is no table; the sentence names the setting
     */
    public static Map<String, StandIn> read(String value) {
        try {
            return ResourceReader.read(value.startsWith("{") ? value : Files.readString(Path.of(value)));
        } catch (NoSuchFileException e) {
            throw refused("the file " + value + " does not exist.");
        } catch (IOException | InvalidPathException e) {
            throw refused("the file " + value + " cannot be read: " + e.getMessage() + '.');
        } catch (ResourceException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static ResourceException refused(String why) {
        return new ResourceException("HYDRANT_RESOURCES: " + why);
    }
}
