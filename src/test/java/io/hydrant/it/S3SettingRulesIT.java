package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents of a bucket's settings that AWS refuses, in AWS's words: recorded on AWS in September 2026, or by LocalStack. Each
 * row breaks one rule of a document that is taken otherwise.
 */
class S3SettingRulesIT {
    private static final Map<String, String> ROOTS = Map.of(
            "lifecycle", "LifecycleConfiguration",
            "notification", "NotificationConfiguration",
            "replication", "ReplicationConfiguration",
            "website", "WebsiteConfiguration",
            "object-lock", "ObjectLockConfiguration",
            "versioning", "VersioningConfiguration",
            "intelligent-tiering&id=t", "IntelligentTieringConfiguration");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Hydrant hydrant;

    @BeforeAll
    static void start() throws Exception {
        hydrant = Hydrant.start();
        for (String bucket : new String[] {"plain", "versioned", "target"}) {
            put(bucket, "", "");
        }
        for (String bucket : new String[] {"versioned", "target"}) {
            assertThat(put(bucket, "versioning", "<Status>Enabled</Status>").statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <Filter/>                                                       | InvalidRequest  | At least one action needs to be specified in a rule
            <Filter/>{days=0}                                               | InvalidArgument | 'Days' for Expiration action must be a positive integer
            <Filter/>{days=x}                                               | MalformedXML    | The XML you provided was not well-formed
            {days=1}                                                        | MalformedXML    | The XML you provided was not well-formed
            <Filter/><Prefix>p</Prefix>{days=1}                             | MalformedXML    | The XML you provided was not well-formed
            <Filter><Prefix>p</Prefix><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></Filter>{days=1} | MalformedXML | The XML you provided was not well-formed
            <Filter/><Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration> | MalformedXML | The XML you provided was not well-formed
            <Filter/><NoncurrentVersionExpiration/>                         | MalformedXML    | The XML you provided was not well-formed
            <Filter/><Expiration><Date>2023-01-01T02:02:00Z</Date></Expiration> | InvalidArgument | 'Date' must be at midnight GMT
            <Filter><And><Tag><Key>k</Key><Value>1</Value></Tag><Tag><Key>k</Key><Value>2</Value></Tag></And></Filter>{days=1} | InvalidRequest | Duplicate Tag Keys are not allowed.
            <Filter><And><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>{days=1} | InvalidRequest | 'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.
            <Filter><Tag><Key>k</Key><Value>1</Value></Tag></Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload> | InvalidRequest | AbortIncompleteMultipartUpload cannot be specified with Tags.
            <Filter/>{to=GLACIER,5}{to=GLACIER,9}                           | InvalidRequest  | 'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '(prefix=)'
            <Filter/>{days=30}{to=STANDARD_IA,30}                           | InvalidArgument | 'Days' in the Expiration action for filter '(prefix=)' must be greater than 'Days' in the Transition action
            <Filter/>{to=STANDARD_IA,90}{to=GLACIER,89}                     | InvalidArgument | 'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '(prefix=)' must be greater than 'Days' in the 'Transition' action for StorageClass 'STANDARD_IA'
            <Filter/>{to=GLACIER_IR,10}{to=DEEP_ARCHIVE,99}                 | InvalidArgument | must be 90 days more than 'filter '(prefix=)'' in the 'Transition' action for StorageClass 'GLACIER_IR'
            <Filter/>{to=COLD,10}                                           | MalformedXML    | The XML you provided was not well-formed
            <Filter/>{days=9}<Transition><Date>2027-01-01T00:00:00Z</Date><StorageClass>GLACIER</StorageClass></Transition> | InvalidRequest | Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=)'
            """)
    void refusesARuleOfALifecycle(String rule, String code, String text) throws Exception {
        String members = rule.replaceAll("\\{days=(\\w+)}", "<Expiration><Days>$1</Days></Expiration>")
                .replaceAll(
                        "\\{to=(\\w+),(\\d+)}",
                        "<Transition><Days>$2</Days><StorageClass>$1</StorageClass></Transition>");

        refuses("plain", "lifecycle", "<Rule><Status>Enabled</Status>" + members + "</Rule>", code, text);
    }

    @Test
    void takesALifecycleWhoseRulesAreRightAndRefusesEqualIds() throws Exception {
        String rule = "<Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix>p/</Prefix></Filter>"
                + "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
                + "<Transition><Days>60</Days><StorageClass>GLACIER</StorageClass></Transition>"
                + "<Expiration><Days>400</Days></Expiration></Rule>";

        takes("plain", "lifecycle", rule + rule.replace("<ID>a", "<ID>b"));
        refuses(
                "plain",
                "lifecycle",
                rule + rule,
                "InvalidArgument",
                "Rule ID must be unique. Found same ID for more than one rule");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {q=a}<Event>s3:ObjectCreated:Nothing</Event>                     | InvalidArgument | The event is not supported for notifications
            <Queue>invalid-queue</Queue>{e}                                  | InvalidArgument | The ARN could not be parsed
            {q=a.fifo}{e}                                                    | InvalidArgument | FIFO SQS queues are not supported.
            {q=a}{e}{f}<Name>prefix</Name>{/f}                               | MalformedXML    | The XML you provided was not well-formed
            {q=a}{e}{f}<Name>INVALID</Name><Value>v</Value>{/f}              | InvalidArgument | filter rule name must be either prefix or suffix
            {q=a}{e}{f}<Name>prefix</Name><Value>a</Value></FilterRule><FilterRule><Name>Prefix</Name><Value>b</Value>{/f} | InvalidArgument | Cannot specify more than one prefix rule in a filter.
            {q=a}{e}{f}<Name>prefix</Name><Value>a/</Value>{/f}</QueueConfiguration><QueueConfiguration>{q=b}{e}{f}<Name>prefix</Name><Value>a/b/</Value>{/f} | InvalidArgument | Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.
            {q=a}                                                            | MalformedXML    | The XML you provided was not well-formed
            """)
    void refusesANotification(String members, String code, String text) throws Exception {
        String document = "<QueueConfiguration>" + notification(members) + "</QueueConfiguration>";

        refuses("plain", "notification", document, code, text);
    }

    @Test
    void takesNotificationsThatAreApartAndRefusesATopicWithAnOrder() throws Exception {
        takes(
                "plain",
                "notification",
                notification(
                        "<QueueConfiguration>{q=a}{e}{f}<Name>prefix</Name><Value>a/</Value>{/f}</QueueConfiguration>"
                                + "<QueueConfiguration>{q=a}{e}{f}<Name>prefix</Name><Value>b/</Value>{/f}</QueueConfiguration>"
                                + "<EventBridgeConfiguration/>"));
        refuses(
                "plain",
                "notification",
                notification("<TopicConfiguration><Topic>arn:aws:sns:us-east-1:000000000000:t.fifo</Topic>{e}"
                        + "</TopicConfiguration>"),
                "InvalidArgument",
                "The ARN failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws");
    }

    private static String notification(String text) {
        return text.replaceAll("\\{q=([\\w.]+)}", "<Queue>arn:aws:sqs:us-east-1:000000000000:$1</Queue>")
                .replace("{e}", "<Event>s3:ObjectCreated:*</Event>")
                .replace("{f}", "<Filter><S3Key><FilterRule>")
                .replace("{/f}", "</FilterRule></S3Key></Filter>");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {v2}<Destination>{to=target}</Destination>                        | none            |
            <Prefix/><Destination>{to=target}</Destination>                  | none            |
            {v2}<Prefix/><Destination>{to=target}</Destination>              | MalformedXML    | The XML you provided was not well-formed
            <Filter/><Destination>{to=target}</Destination>                  | InvalidRequest  | Priority must be specified for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.
            {v2}<Destination>{to=plain}</Destination>                        | InvalidRequest  | Destination bucket must have versioning enabled.
            {v2}<Destination>{to=nowhere}</Destination>                      | InvalidRequest  | Destination bucket must have versioning enabled.
            {v2}<Destination><Bucket>target</Bucket></Destination>           | InvalidArgument | Invalid bucket ARN
            {v2}<Destination>{to=target}<Metrics/></Destination>             | InvalidRequest  | Replication destination must contain both ReplicationTime and Metrics or neither.
            {v2}<Destination>{to=target}<Metrics/><ReplicationTime><Time><Minutes>14</Minutes></Time></ReplicationTime></Destination> | InvalidRequest | Invalid time minute value
            {v2}<Destination>{to=target}<AccessControlTranslation><Owner>Destination</Owner></AccessControlTranslation></Destination> | InvalidRequest | Account must be specified if the Owner in AccessControlTranslation has a value
            {v2}<SourceSelectionCriteria><SseKmsEncryptedObjects/></SourceSelectionCriteria><Destination>{to=target}</Destination> | InvalidRequest | ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.
            <Priority>1</Priority><Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication><Destination>{to=target}</Destination> | InvalidRequest | Delete marker replication is not supported if any Tag filter is specified. Please refer to S3 Developer Guide for more information.
            {v2}<Destination>{to=target}</Destination></Rule><Rule><Status>Enabled</Status>{v2}<Destination>{to=target}</Destination> | InvalidRequest | Found duplicate priority 1.
            """)
    void checksAReplication(String rule, String code, String text) throws Exception {
        String members = rule.replaceAll("\\{to=(\\w+)}", "<Bucket>arn:aws:s3:::$1</Bucket>")
                .replace(
                        "{v2}",
                        "<Priority>1</Priority><Filter><Prefix>p</Prefix></Filter>"
                                + "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>");
        String document =
                "<Role>arn:aws:iam::000000000000:role/r</Role><Rule><Status>Enabled</Status>" + members + "</Rule>";

        if (code.equals("none")) {
            takes("versioned", "replication", document);
            refuses(
                    "plain",
                    "replication",
                    document,
                    "InvalidRequest",
                    "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
            refuses(
                    "versioned",
                    "versioning",
                    "<Status>Suspended</Status>",
                    "InvalidBucketState",
                    "A replication configuration is present on this bucket");
        } else {
            refuses("versioned", "replication", document, code, text);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <IndexDocument><Suffix>index.html</Suffix></IndexDocument>       | none            |
            <RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo> | none       |
            <IndexDocument><Suffix>/index.html</Suffix></IndexDocument>      | InvalidArgument | The IndexDocument Suffix is not well formed
            <IndexDocument><Suffix/></IndexDocument>                         | InvalidArgument | The IndexDocument Suffix is not well formed
            <ErrorDocument><Key>e</Key></ErrorDocument>                      | InvalidArgument | A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty
            <RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo>{i} | InvalidArgument | RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.
            {i}<RoutingRules/>                                               | MalformedXML    | The XML you provided was not well-formed
            {i}{r}<Redirect><Protocol>protocol</Protocol></Redirect>{/r}     | InvalidRequest  | Invalid protocol, protocol can be http or https.
            {i}{r}<Redirect><ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith></Redirect>{/r} | InvalidRequest | You can only define ReplaceKeyPrefix or ReplaceKey but not both.
            {i}{r}<Condition/><Redirect><ReplaceKeyWith>a</ReplaceKeyWith></Redirect>{/r} | InvalidRequest | Condition cannot be empty.
            """)
    void checksAWebsite(String members, String code, String text) throws Exception {
        String document = members.replace("{i}", "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>")
                .replace("{r}", "<RoutingRules><RoutingRule>")
                .replace("{/r}", "</RoutingRule></RoutingRules>");

        if (code.equals("none")) {
            takes("plain", "website", document);
        } else {
            refuses("plain", "website", document, code, text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>
            {on}<Rule/>
            {on}<Rule><DefaultRetention/></Rule>
            {on}<Rule><DefaultRetention><Mode>GOVERNANCE</Mode></DefaultRetention></Rule>
            {on}<Rule><DefaultRetention><Mode>BAD</Mode><Days>1</Days></DefaultRetention></Rule>
            {on}<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years></DefaultRetention></Rule>
            """)
    void refusesAnObjectLock(String members) throws Exception {
        String document = members.replace("{on}", "<ObjectLockEnabled>Enabled</ObjectLockEnabled>");

        refuses("versioned", "object-lock", document, "MalformedXML", "The XML you provided was not well-formed");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ARCHIVE_ACCESS,179,DEEP_ARCHIVE_ACCESS,180 | none           |
            ARCHIVE_ACCESS,180,DEEP_ARCHIVE_ACCESS,180 | InvalidRequest | Days specified in DEEP_ARCHIVE_ACCESS should be greater than days specified in ARCHIVE_ACCESS
            ARCHIVE_ACCESS,180,ARCHIVE_ACCESS,190      | InvalidRequest | All Access Tiers in a configuration must be unique. Found duplicate entry for ARCHIVE_ACCESS.
            ARCHIVE_ACCESS,180,COLD,190                | MalformedXML   | The XML you provided was not well-formed
            """)
    void checksATiering(String tiers, String code, String text) throws Exception {
        String document = "<Id>t</Id><Status>Enabled</Status>"
                + tiers.replaceAll("(\\w+),(\\d+),?", "<Tiering><AccessTier>$1</AccessTier><Days>$2</Days></Tiering>");

        if (code.equals("none")) {
            takes("plain", "intelligent-tiering&id=t", document);
            refuses(
                    "plain",
                    "intelligent-tiering&id=t",
                    document.replace("<Id>t", "<Id>other"),
                    "MalformedXML",
                    "The XML you provided was not well-formed");
        } else {
            refuses("plain", "intelligent-tiering&id=t", document, code, text);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"Statement":{s}}                                   | none
            random                                              | Policies must be valid JSON and the first byte must be '{'
            {"Statement":[}                                     | Policies must be valid JSON and the first byte must be '{'
            {}                                                  | Missing required field Statement
            {"Version":"2020-10-17","Statement":{s}}            | The policy must contain a valid version string
            {"Statement":{-Principal}}                          | Missing required field Principal
            {"Statement":{-Action}}                             | Missing required field Action
            {"Statement":[{s},{-Resource}]}                     | Missing required field Resource
            {"Statement":{bucket}}                              | Action does not apply to any resource(s) in statement
            """)
    void checksAPolicy(String document, String text) throws Exception {
        String statement = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::plain/*\"}";
        String policy = document.replace("{s}", statement)
                .replace("{bucket}", statement.replace("plain/*", "plain"))
                .replace("{-Principal}", statement.replace("\"Principal\":\"*\",", ""))
                .replace("{-Action}", statement.replace("\"Action\":\"s3:GetObject\",", ""))
                .replace("{-Resource}", statement.replace(",\"Resource\":\"arn:aws:s3:::plain/*\"", ""));

        HttpResponse<String> answer = send("plain?policy", policy);

        if (text.equals("none")) {
            assertThat(answer.statusCode()).isEqualTo(204);
        } else {
            assertThat(answer.body()).contains("<Code>MalformedPolicy</Code>").contains(text);
        }
    }

    private static void takes(String bucket, String setting, String members) throws Exception {
        HttpResponse<String> answer = put(bucket, setting, members);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static void refuses(String bucket, String setting, String members, String code, String text)
            throws Exception {
        HttpResponse<String> answer = put(bucket, setting, members);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>").contains(text);
        assertThat(answer.statusCode()).isIn(400, 409);
    }

    private static HttpResponse<String> put(String bucket, String setting, String members) throws Exception {
        String root = ROOTS.get(setting);
        return setting.isEmpty()
                ? send(bucket, "")
                : send(bucket + "?" + setting, "<" + root + ">" + members + "</" + root + ">");
    }

    private static HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        URI uri = hydrant.endpoint().resolve("/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
