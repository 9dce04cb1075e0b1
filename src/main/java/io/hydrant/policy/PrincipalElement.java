package io.hydrant.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;

/** The {@code Principal} or {@code NotPrincipal} of a statement: ARNs, accounts, services, identity providers, or everyone. */
record PrincipalElement(List<String> aws, List<String> services, List<String> providers) {
    /** How a principal is named. */
    enum Match {
        NO,
        /** Only its account is named, which leaves the decision to that account's identity policies. */
        BY_ACCOUNT,
        /** It is named itself, or everyone is. */
        DIRECT
    }

    PrincipalElement {
        aws = List.copyOf(aws);
        services = List.copyOf(services);
        providers = List.copyOf(providers);
        aws.forEach(PrincipalElement::requirePrincipal);
    }

    Match match(Principal principal) {
        if (principal instanceof Principal.Service service) {
            boolean named =
                    aws.contains("*") || services.stream().anyMatch(wanted -> isService(wanted, service.name()));
            return named ? Match.DIRECT : Match.NO;
        }
        if (principal instanceof Principal.Federated federated) {
            return aws.contains("*") || providers.contains(federated.name()) ? Match.DIRECT : Match.NO;
        }
        Caller caller = ((Principal.Identity) principal).caller();
        Match best = Match.NO;
        for (String wanted : aws) {
            if (wanted.equals("*")
                    || wanted.equals(caller.arn())
                    || caller.roleArn().filter(wanted::equals).isPresent()) {
                return Match.DIRECT;
            }
            if (account(wanted).filter(caller.account().value()::equals).isPresent()) {
                best = Match.BY_ACCOUNT;
            }
        }
        return best;
    }

    /** The account that {@code text} names as a whole: twelve digits or the ARN of a root user. */
    private static Optional<String> account(String text) {
        if (AccountId.isAccountId(text)) {
            return Optional.of(text);
        }
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("iam") && arn.resource().equals("root"))
                .map(Arn::account);
    }

    /** A name without a Region stands for the service in every Region. */
    private static boolean isService(String wanted, String given) {
        String plain = wanted.toLowerCase(Locale.ROOT);
        if (plain.equals("*") || plain.equals(given)) {
            return true;
        }
        String[] parts = given.split("\\.", 3);
        return parts.length == 3 && !parts[2].startsWith("com") && plain.equals(parts[0] + '.' + parts[2]);
    }

    private static void requirePrincipal(String text) {
        if (text.equals("*") || AccountId.isAccountId(text) || text.matches("A(ROA|IDA)[A-Z0-9]{12,}")) {
            return;
        }
        Arn arn = Arn.parse(text).orElseThrow(() -> new PolicySyntaxException("Not a principal: " + text));
        boolean iam = arn.service().equals("iam") && arn.resource().matches("root|user/.+|role/.+");
        boolean sts = arn.service().equals("sts") && arn.resource().matches("assumed-role/.+|federated-user/.+");
        if (!(iam || sts) || !AccountId.isAccountId(arn.account()) || text.contains("*")) {
            throw new PolicySyntaxException("Not the ARN of a principal: " + text, true);
        }
    }
}
