package io.hydrant.service.lambda;

import java.net.URI;

/** Functions that other servers run. Implementations are safe for use by several threads. */
public interface RemoteFunctions {
    /**
     * Posts the event to a URL that speaks for one function.
     *
     * @throws FunctionException as {@link FunctionService#invoke}
     */
    byte[] atUrl(URI url, Invocation invocation);

    /**
     * Invokes the function through a Lambda API.
     *
     * @param base what stands before {@code /2015-03-31}
     * @throws FunctionException as {@link FunctionService#invoke}
     */
    byte[] atApi(URI base, Invocation invocation);
}
