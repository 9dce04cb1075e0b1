package io.hydrant.source.kinesis;

import java.util.Map;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;
import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.source.ReadSource;
import io.hydrant.source.Source;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceKind;
import io.hydrant.source.SourceType;
import io.hydrant.source.round.RoundReader;

/** The source of streams that read a Kinesis stream. */
public final class KinesisType implements SourceType {
    private final KinesisMeans means;

    public KinesisType(KinesisMeans means) {
        this.means = means;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.KinesisStreamAsSource;
    }

    /**
     * Refuses a stream that does not exist, in Kinesis' words: a guess. A Kinesis that does not answer refuses nothing; the stream is
     * read when it does.
     */
    @Override
    public void check(Scope scope, String stream, Map<String, Object> members) {
        try {
            means.kinesis().describe(reader(scope, stream, members));
        } catch (KinesisException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                throw new AwsException(AwsError.client("InvalidArgumentException", String.valueOf(e.getMessage())));
            }
        }
    }

    private static KinesisReader reader(Scope scope, String stream, Map<String, Object> members) {
        return new KinesisReader(
                stream, scope, String.valueOf(members.get("RoleARN")), String.valueOf(members.get("KinesisStreamARN")));
    }

    @Override
    public Source open(SourceContext context) {
        KinesisReader reader = reader(context.scope(), context.stream(), context.members());
        return new ReadSource(
                kind(),
                new RoundReader(context, means.rounds(), moved -> new StreamReading(context, reader, means, moved)));
    }
}
