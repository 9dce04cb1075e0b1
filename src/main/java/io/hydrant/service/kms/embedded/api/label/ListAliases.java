package io.hydrant.service.kms.embedded.api.label;

import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.Aliases;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.Page;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

/** Lists aliases. */
final class ListAliases extends KmsOperation<ListAliasesRequest, ListAliasesResponse> {
    ListAliases(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ListAliasesRequest.builder();
    }

    @Override
    public ListAliasesResponse call(ListAliasesRequest input, CallContext context) {
        Page<Aliases.Entry> page = Page.of(
                kms.aliases().list(callOf(context), Optional.ofNullable(input.keyId())),
                input.limit(),
                50,
                100,
                input.marker());
        return ListAliasesResponse.builder()
                .aliases(page.items().stream().map(ListAliases::entry).toList())
                .truncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private static AliasListEntry entry(Aliases.Entry each) {
        AliasListEntry.Builder entry =
                AliasListEntry.builder().aliasName(each.name()).aliasArn(each.arn());
        each.alias().ifPresent(alias -> entry.targetKeyId(alias.targetKeyId())
                .creationDate(alias.creationDate())
                .lastUpdatedDate(alias.lastUpdatedDate()));
        return entry.build();
    }
}
