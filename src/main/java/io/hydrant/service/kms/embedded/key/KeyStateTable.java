package io.hydrant.service.kms.embedded.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;

/**
 * Which operation works in which state of a key, and the error otherwise. Source: developer guide, key states of KMS keys;
 * for a pending deletion the code that was recorded on AWS.
 *
 * <p>{@code +} works, {@code D} DisabledException, {@code N} is not pending deletion, {@code S}
 * KMSInvalidStateException that names the state.
 */
public final class KeyStateTable {
    /** The order of the columns. */
    private static final List<KeyState> COLUMNS = List.of(
            KeyState.ENABLED,
            KeyState.DISABLED,
            KeyState.PENDING_DELETION,
            KeyState.PENDING_IMPORT,
            KeyState.UNAVAILABLE,
            KeyState.CREATING);

    private static final String TABLE =
            """
            CancelKeyDeletion               | N | N | + | N | N | N
            CreateAlias                     | + | + | S | + | + | +
            CreateGrant                     | + | D | S | S | + | S
            Encrypt                         | + | D | S | S | S | S
            Decrypt                         | + | D | S | S | S | S
            ReEncryptFrom                   | + | D | S | S | S | S
            ReEncryptTo                     | + | D | S | S | S | S
            GenerateDataKey                 | + | D | S | S | S | S
            GenerateDataKeyWithoutPlaintext | + | D | S | S | S | S
            GenerateDataKeyPair             | + | D | S | S | S | S
            GenerateDataKeyPairWithoutPlaintext | + | D | S | S | S | S
            GetPublicKey                    | + | D | S | S | S | S
            Sign                            | + | D | S | S | S | S
            Verify                          | + | D | S | S | S | S
            GenerateMac                     | + | D | S | S | S | S
            VerifyMac                       | + | D | S | S | S | S
            DeriveSharedSecret              | + | D | S | S | S | S
            GetParametersForImport          | + | + | S | + | S | S
            ImportKeyMaterial               | + | + | S | + | S | S
            DeleteImportedKeyMaterial       | + | + | + | + | S | S
            DeleteAlias                     | + | + | + | + | + | +
            DescribeKey                     | + | + | + | + | + | +
            GetKeyPolicy                    | + | + | + | + | + | +
            PutKeyPolicy                    | + | + | + | + | + | +
            ListAliases                     | + | + | + | + | + | +
            ListGrants                      | + | + | + | + | + | +
            ListKeyPolicies                 | + | + | + | + | + | +
            ListResourceTags                | + | + | + | + | + | +
            RetireGrant                     | + | + | + | + | + | +
            RevokeGrant                     | + | + | + | + | + | +
            EnableKey                       | + | + | S | S | + | S
            DisableKey                      | + | + | S | S | + | S
            EnableKeyRotation               | + | D | S | S | S | S
            DisableKeyRotation              | + | D | S | S | S | S
            RotateKeyOnDemand               | + | D | S | S | S | S
            GetKeyRotationStatus            | + | + | + | + | + | +
            ListKeyRotations                | + | + | + | + | + | +
            ScheduleKeyDeletion             | + | + | S | + | + | +
            TagResource                     | + | + | S | + | + | +
            UntagResource                   | + | + | S | + | + | +
            UpdateKeyDescription            | + | + | S | + | + | +
            UpdateAlias                     | + | + | S | + | + | +
            ReplicateKey                    | + | D | S | S | S | S
            UpdatePrimaryRegion             | + | D | S | S | S | S
            """;

    private static final Map<String, Map<KeyState, Character>> CELLS = read();

    private KeyStateTable() {}

    /** Every operation of the table. */
    static List<String> operations() {
        return CELLS.keySet().stream().sorted().toList();
    }

    /** What stands against {@code operation} on a key in {@code state}, if anything. */
    public static Optional<AwsException> refusal(String operation, KeyState state, String keyArn) {
        Map<KeyState, Character> row = CELLS.get(operation);
        Character cell = row == null ? null : row.get(column(state));
        if (cell == null) {
            throw new IllegalArgumentException("Not in the table: " + operation + " x " + state);
        }
        return switch (cell) {
            case '+' -> Optional.empty();
            case 'D' -> Optional.of(KmsErrors.disabled(keyArn));
            case 'N' -> Optional.of(KmsErrors.invalidState(keyArn, "not pending deletion"));
            case 'S' -> Optional.of(KmsErrors.invalidState(keyArn, state.words()));
            default -> throw new IllegalStateException("Unknown cell: " + cell);
        };
    }

    /** A key that waits for its replicas to be deleted allows what one that waits for its own deletion does. */
    private static KeyState column(KeyState state) {
        return state == KeyState.PENDING_REPLICA_DELETION ? KeyState.PENDING_DELETION : state;
    }

    private static Map<String, Map<KeyState, Character>> read() {
        Map<String, Map<KeyState, Character>> cells = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] parts = line.split("\\|", -1);
            Map<KeyState, Character> row = new HashMap<>();
            for (int i = 0; i < COLUMNS.size(); i++) {
                row.put(COLUMNS.get(i), parts[i + 1].strip().charAt(0));
            }
            cells.put(parts[0].strip(), Map.copyOf(row));
        });
        return Map.copyOf(cells);
    }
}
