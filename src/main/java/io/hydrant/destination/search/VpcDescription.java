package io.hydrant.destination.search;

import java.util.Locale;
import java.util.Map;

import io.hydrant.firehose.configuration.DescribedMembers;
import io.hydrant.firehose.configuration.member.Members;

/** {@code VpcConfigurationDescription}: the network that Firehose reaches a domain or a collection through. */
final class VpcDescription {
    private VpcDescription() {}

    /** What is shown of {@code members} as {@code descriptionMember}, with the network if they name one. */
    static Map<String, Object> added(String descriptionMember, Map<String, Object> members) {
        Map<String, Object> described = DescribedMembers.of(members);
        if (described.containsKey("VpcConfiguration")) {
            Map<String, Object> vpc = Members.structure(described, "VpcConfiguration");
            described = Members.with(described, "VpcConfigurationDescription", Members.with(vpc, "VpcId", vpcId(vpc)));
        }
        return Map.of(descriptionMember, described);
    }

    /** An invented id of the VPC that the subnets are in; the same subnets always give the same VPC. */
    private static String vpcId(Map<String, Object> vpc) {
        int hash = String.valueOf(vpc.get("SubnetIds")).hashCode();
        return "vpc-0" + String.format(Locale.ROOT, "%016x", hash * 0x9E3779B97F4A7C15L);
    }
}
