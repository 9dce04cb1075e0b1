package io.hydrant.jq.filter;

/** An argument of a function: a filter and what it sees. */
public record Closure(Filter filter, Env env) {}
