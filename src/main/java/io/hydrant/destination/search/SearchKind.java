package io.hydrant.destination.search;

/** The three configurations of a search destination, and what AWS calls the things of each. */
enum SearchKind {
    ELASTICSEARCH("Elasticsearch", "elasticsearch-failed", "es", "es", "ES"),
    OPENSEARCH_SERVICE("AmazonOpenSearchService", "AmazonOpenSearchService-failed", "es", "es", "OS"),
    OPENSEARCH_SERVERLESS("AmazonOpenSearchServerless", "AmazonOpenSearchService-failed", "os", "aoss", "OS");

    private final String words;
    private final String errorOutputType;
    private final String memberPrefix;
    private final String signingName;
    private final String codePrefix;

    SearchKind(String words, String errorOutputType, String memberPrefix, String signingName, String codePrefix) {
        this.words = words;
        this.errorOutputType = errorOutputType;
        this.memberPrefix = memberPrefix;
        this.signingName = signingName;
        this.codePrefix = codePrefix;
    }

    /** What messages call it. */
    String words() {
        return words;
    }

    /**
     * The folder of documents that were not indexed. The documents spell it with a hyphen in the API and with an underscore in the
     * guide; the hyphen is a choice.
     */
    String errorOutputType() {
        return errorOutputType;
    }

    /** What the members of a failed document begin with, such as {@code esIndexName}. */
    String memberPrefix() {
        return memberPrefix;
    }

    /** The service that a signature is made for. */
    String signingName() {
        return signingName;
    }

    /** The error code of a request without an answer. A guess: the documents know the codes of answers alone. */
    String code(String name) {
        return codePrefix + '.' + name;
    }
}
