package io.hydrant.service.lambda.embedded;

import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import io.hydrant.jq.JqQuery;
import io.hydrant.resource.Resources;
import io.hydrant.resource.StandIn;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.service.lambda.RemoteFunctions;

/** The functions that the table of names knows, and those of another Lambda that it does not. Thread-safe. */
public final class NamedFunctions implements FunctionService {
    private final Resources resources;
    private final LocalFunctions local;
    private final RemoteFunctions remote;
    private final Optional<URI> lambda;
    private final InstantSource clock;

    /** Compiled, as long as the table has them. */
    private final Map<StandIn.Query, JqQuery> queries = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param lambda the API that knows the functions that the table does not name; empty for none
     * @param clock for {@code now} in expressions
     */
    public NamedFunctions(
            Resources resources,
            LocalFunctions local,
            RemoteFunctions remote,
            Optional<URI> lambda,
            InstantSource clock) {
        this.resources = resources;
        this.local = local;
        this.remote = remote;
        this.lambda = lambda;
        this.clock = clock;
    }

    @Override
    public byte[] invoke(Invocation invocation) {
        Optional<StandIn> found =
                resources.find(invocation.function().toString()).map(Resources.Found::standIn);
        if (found.isPresent()) {
            return invoke(found.get(), invocation);
        }
        return remote.atApi(
                lambda.orElseThrow(() -> new FunctionException(
                        Failure.NOT_FOUND, "Nothing stands for the function " + invocation.function() + '.')),
                invocation);
    }

    private byte[] invoke(StandIn standIn, Invocation invocation) {
        if (standIn instanceof StandIn.Url there) {
            return remote.atUrl(there.url(), invocation);
        }
        if (standIn instanceof StandIn.Api api) {
            return remote.atApi(api.base(), invocation);
        }
        if (standIn instanceof StandIn.Query query) {
            JqQuery compiled = queries.computeIfAbsent(query, text -> JqQuery.compile(text.text(), clock));
            return local.run(new QueryFunction(compiled), invocation);
        }
        if (standIn instanceof StandIn.Code function) {
            return local.run(new CodeFunction(function.code()), invocation);
        }
        throw new FunctionException(
                Failure.NOT_FOUND, "What stands for " + invocation.function() + " is not the address of a function.");
    }

    @Override
    public boolean knows(String arn) {
        return lambda.isPresent() || resources.find(arn).isPresent();
    }
}
