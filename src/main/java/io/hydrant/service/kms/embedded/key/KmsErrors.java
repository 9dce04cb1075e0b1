package io.hydrant.service.kms.embedded.key;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;

/** The errors of KMS with its own texts; all are HTTP 400. Texts not marked as a guess were seen on AWS by someone. */
public final class KmsErrors {
    private KmsErrors() {}

    /** {@code NotFoundException} for a text that is no key id at all. */
    public static AwsException invalidKeyId(String given) {
        return error("NotFoundException", "Invalid keyId '" + given + "'");
    }

    /** {@code NotFoundException} for a well-formed key id without a key. */
    public static AwsException keyNotFound(String keyArn) {
        return error("NotFoundException", "Key '" + keyArn + "' does not exist");
    }

    /** {@code NotFoundException} for the ARN of another Region. */
    public static AwsException wrongRegion(String region) {
        return error("NotFoundException", "Invalid arn " + region);
    }

    /** {@code NotFoundException} for an unknown alias. */
    public static AwsException aliasNotFound(String aliasArn) {
        return error("NotFoundException", "Alias " + aliasArn + " is not found.");
    }

    /** {@code NotFoundException} for a policy name other than {@code default}. */
    public static AwsException policyNotFound() {
        return error("NotFoundException", "No such policy exists");
    }

    /** {@code InvalidArnException} for an alias where only key ids and ARNs are taken. */
    public static AwsException aliasNotSupported() {
        return error("InvalidArnException", "Key Aliases are not supported for this operation.");
    }

    /** {@code InvalidArnException}; its text is a guess. */
    public static AwsException invalidArn(String given) {
        return error("InvalidArnException", "Invalid arn " + given);
    }

    /** {@code DisabledException}. */
    public static AwsException disabled(String keyArn) {
        return error("DisabledException", keyArn + " is disabled.");
    }

    /** {@code KMSInvalidStateException}; {@code state} such as {@code pending deletion}. */
    public static AwsException invalidState(String keyArn, String state) {
        return error("KMSInvalidStateException", keyArn + " is " + state + '.');
    }

    /** {@code UnsupportedOperationException} without a text. */
    public static AwsException unsupported() {
        return new AwsException(AwsError.client("UnsupportedOperationException"));
    }

    /** {@code UnsupportedOperationException} with a text of ours. */
    public static AwsException unsupported(String message) {
        return error("UnsupportedOperationException", message);
    }

    /** {@code UnsupportedOperationException} for a key of the wrong origin. */
    public static AwsException unsupportedOrigin(String keyArn, String origin) {
        return unsupported(keyArn + " origin is " + origin + " which is not valid for this operation.");
    }

    /** {@code UnsupportedOperationException} for a key that is no multi-Region primary key; its text is a guess. */
    public static AwsException noPrimaryKey(String keyArn) {
        return unsupported(keyArn + " is not a multi-Region primary key.");
    }

    /** {@code AlreadyExistsException} for a replica; its text is a guess. */
    public static AwsException replicaExists(String keyArn) {
        return error("AlreadyExistsException", "Key " + keyArn + " already exists.");
    }

    /** For a key whose id was chosen; a choice of Hydrant. */
    public static AwsException keyExists(String id) {
        return error("AlreadyExistsException", "There is a key " + id + " already.");
    }

    /** {@code InvalidKeyUsageException} for an operation that the key's usage rules out. */
    public static AwsException wrongUsage(String keyArn, String usage, String operation) {
        return error(
                "InvalidKeyUsageException",
                keyArn + " key usage is " + usage + " which is not valid for " + operation + '.');
    }

    /** {@code InvalidKeyUsageException} for an algorithm that the key does not have. */
    public static AwsException incompatibleAlgorithm(String algorithm, String keySpec) {
        return error(
                "InvalidKeyUsageException",
                "Algorithm " + algorithm + " is incompatible with key spec " + keySpec + '.');
    }

    /** {@code IncorrectKeyException}. */
    public static AwsException incorrectKey() {
        return error(
                "IncorrectKeyException",
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    /** {@code InvalidCiphertextException}, which has no text. */
    public static AwsException invalidCiphertext() {
        return new AwsException(AwsError.client("InvalidCiphertextException"));
    }

    /** {@code KMSInvalidSignatureException}, which has no text. */
    public static AwsException invalidSignature() {
        return new AwsException(AwsError.client("KMSInvalidSignatureException"));
    }

    /** {@code KMSInvalidMacException}, which has no text. */
    public static AwsException invalidMac() {
        return new AwsException(AwsError.client("KMSInvalidMacException"));
    }

    /** {@code IncorrectKeyMaterialException}; AWS's text is unknown, so none is sent. */
    public static AwsException incorrectKeyMaterial() {
        return new AwsException(AwsError.client("IncorrectKeyMaterialException"));
    }

    /** {@code KMSInvalidStateException} for new material while another waits. Recorded on AWS, November 2025. */
    public static AwsException materialPendingRotation(String materialId, String keyArn, String pendingId) {
        return error(
                "KMSInvalidStateException",
                "New key material (id: " + materialId + ") cannot be imported into KMS key " + keyArn
                        + ", because another key material (id: " + pendingId + ") is pending rotation.");
    }

    /** {@code KMSInvalidStateException} for a rotation to material that is not there. Recorded on AWS, November 2025. */
    public static AwsException nothingPendingRotation(String keyArn) {
        return error(
                "KMSInvalidStateException", "No available key material pending rotation for the key: " + keyArn + '.');
    }

    /** {@code NotFoundException} for material that the key does not have; a guess. */
    public static AwsException noSuchMaterial(String materialId) {
        return error("NotFoundException", "Key material '" + materialId + "' does not exist");
    }

    /** {@code InvalidImportTokenException}; AWS's text is unknown, so none is sent. */
    public static AwsException invalidImportToken() {
        return new AwsException(AwsError.client("InvalidImportTokenException"));
    }

    /** {@code ExpiredImportTokenException}; AWS's text is unknown, so none is sent. */
    public static AwsException expiredImportToken() {
        return new AwsException(AwsError.client("ExpiredImportTokenException"));
    }

    /** {@code AccessDeniedException} for ciphertext whose key is gone or out of reach. */
    public static AwsException ciphertextOutOfReach() {
        return accessDenied("The ciphertext refers to a customer master key that does not exist, does not exist in this"
                + " region, or you are not allowed to access.");
    }

    /** {@code AccessDeniedException} with its whole text. */
    public static AwsException accessDenied(String message) {
        return error("AccessDeniedException", message);
    }

    /** {@code ValidationException}. */
    public static AwsException validation(String message) {
        return error("ValidationException", message);
    }

    /** {@code ValidationException} without a text, for bytes that are no public key. */
    public static AwsException noPublicKey() {
        return new AwsException(AwsError.client("ValidationException"));
    }

    /** {@code ValidationException} in the form of a constraint violation. */
    public static AwsException constraint(String value, String path, String constraint) {
        return validation("1 validation error detected: Value '" + value + "' at '" + path
                + "' failed to satisfy constraint: " + constraint);
    }

    /** {@code TagException}. */
    public static AwsException tag(String message) {
        return error("TagException", message);
    }

    /** {@code MalformedPolicyDocumentException}. */
    public static AwsException malformedPolicy(String message) {
        return error("MalformedPolicyDocumentException", message);
    }

    /** {@code InvalidArnException} for a principal in a key policy. */
    public static AwsException policyArn() {
        return error("InvalidArnException", "An ARN in the specified key policy is invalid.");
    }

    /** {@code AlreadyExistsException}. */
    public static AwsException aliasExists(String aliasArn) {
        return error("AlreadyExistsException", "An alias with the name " + aliasArn + " already exists");
    }

    /** {@code NotAuthorizedException} for names under {@code alias/aws/}. The text was recorded on AWS, September 2026. */
    public static AwsException reservedAlias() {
        return error(
                "NotAuthorizedException", "The alias name for a customer managed CMK cannot begin with alias/aws/.");
    }

    /** {@code InvalidAliasNameException}; AWS's text is unknown, so none is sent. */
    public static AwsException invalidAliasName() {
        return new AwsException(AwsError.client("InvalidAliasNameException"));
    }

    /** {@code LimitExceededException}; most texts are guesses. */
    public static AwsException limitExceeded(String message) {
        return error("LimitExceededException", message);
    }

    /** {@code InvalidGrantIdException}; AWS's text is unknown, so none is sent. */
    public static AwsException invalidGrantId() {
        return new AwsException(AwsError.client("InvalidGrantIdException"));
    }

    /** {@code InvalidGrantTokenException}; AWS's text is unknown, so none is sent. */
    public static AwsException invalidGrantToken() {
        return new AwsException(AwsError.client("InvalidGrantTokenException"));
    }

    /** {@code InvalidMarkerException}; AWS's text is unknown, so none is sent. */
    public static AwsException invalidMarker() {
        return new AwsException(AwsError.client("InvalidMarkerException"));
    }

    /** {@code DryRunOperationException}: all is well, and nothing was done. */
    public static AwsException dryRun() {
        return error("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    private static AwsException error(String code, String message) {
        return new AwsException(AwsError.client(code, message));
    }
}
