package io.hydrant.resource;

import java.net.URI;
import java.util.Map;

/** What stands for an AWS name here. */
public sealed interface StandIn {
    /** What it is, in the JSON of the control API. */
    Object shown();

    /** Which of the kinds this is. */
    Kind kind();

    /** The kinds of things that can stand for a name. */
    enum Kind {
        URL,
        API,
        TEXT,
        PROPERTIES_FILE,
        QUERY,
        CODE
    }

    /** An HTTP server that speaks for the name alone. */
    record Url(URI url) implements StandIn {
        @Override
        public Object shown() {
            return url.toString();
        }

        @Override
        public Kind kind() {
            return Kind.URL;
        }
    }

    /** The base of an AWS API that is asked for the name. */
    record Api(URI base) implements StandIn {
        @Override
        public Object shown() {
            return base + "#api";
        }

        @Override
        public Kind kind() {
            return Kind.API;
        }
    }

    /** Another address, such as a JDBC URL or bootstrap servers. */
    record Text(String text) implements StandIn {
        @Override
        public Object shown() {
            return text;
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    /** A file of properties for a client, such as its servers and its secrets. */
    record PropertiesFile(String path) implements StandIn {
        @Override
        public Object shown() {
            return Map.of("properties", path);
        }

        @Override
        public Kind kind() {
            return Kind.PROPERTIES_FILE;
        }
    }

    /** A function that is written here, as a jq expression over each record. The text is one. */
    record Query(String text) implements StandIn {
        @Override
        public Object shown() {
            return Map.of("jq", text);
        }

        @Override
        public Kind kind() {
            return Kind.QUERY;
        }
    }

    /** A function of this process. */
    record Code(FunctionCode code) implements StandIn {
        @Override
        public Object shown() {
            return "a function of this process";
        }

        @Override
        public Kind kind() {
            return Kind.CODE;
        }
    }
}
