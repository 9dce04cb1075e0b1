package io.hydrant.source;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;

/** The sources there are. Immutable. */
public final class SourceTypes {
    private final Map<SourceKind, SourceType> types = new EnumMap<>(SourceKind.class);

    /** Sources of other kinds are described and not read. */
    public SourceTypes(List<SourceType> types) {
        types.forEach(type -> this.types.put(type.kind(), type));
    }

    /**
     * Looks at what a new stream wants to read.
     *
     * @throws AwsException as {@link SourceType#check}
     */
    public void check(SourceKind kind, Scope scope, String stream, Map<String, Object> members) {
        SourceType type = types.get(kind);
        if (type != null) {
            type.check(scope, stream, members);
        }
    }

    /** The source of a stream; nothing is read yet. */
    public Source open(SourceKind kind, SourceContext context) {
        SourceType type = types.get(kind);
        return type == null ? new ReadSource(kind, SourceReader.NONE) : type.open(context);
    }
}
