package io.hydrant.service.kms.embedded.key;

import java.util.Arrays;
import java.util.Optional;

import io.hydrant.aws.AwsManagedKey;
import io.hydrant.aws.Scope;
import io.hydrant.policy.PolicyDocument;

/**
 * The aliases that every account has in every Region, each for the AWS managed key of one service. The developer guide names
 * them service by service; a list of all of them is not published, so this one is a guess.
 */
enum PredefinedAlias {
    ACM("acm", "acm", "ACM private keys"),
    BACKUP("backup", "backup", "Backup data"),
    CODECOMMIT("codecommit", "codecommit", "CodeCommit repositories"),
    CONNECT("connect", "connect", "Connect data"),
    DMS("dms", "dms", "DMS replication instances"),
    DYNAMODB("dynamodb", "dynamodb", "DynamoDB tables"),
    EBS("ebs", "ec2", "EBS volumes"),
    ECR("ecr", "ecr", "ECR repositories"),
    ELASTICFILESYSTEM("elasticfilesystem", "elasticfilesystem", "EFS file systems"),
    ES("es", "es", "OpenSearch data"),
    FIREHOSE("firehose", "firehose", "Firehose data"),
    FSX("fsx", "fsx", "FSx file systems"),
    GLUE("glue", "glue", "Glue data"),
    KAFKA("kafka", "kafka", "MSK clusters"),
    KINESIS("kinesis", "kinesis", "Kinesis streams"),
    KINESISVIDEO("kinesisvideo", "kinesisvideo", "Kinesis Video Streams data"),
    LAMBDA("lambda", "lambda", "Lambda functions"),
    MQ("mq", "mq", "MQ brokers"),
    RDS("rds", "rds", "RDS database volumes"),
    REDSHIFT("redshift", "redshift", "Redshift clusters"),
    S3("s3", "s3", "S3 objects"),
    SECRETSMANAGER("secretsmanager", "secretsmanager", "Secrets Manager secrets"),
    SES("ses", "ses", "SES messages"),
    SNS("sns", "sns", "SNS messages"),
    SQS("sqs", "sqs", "SQS messages"),
    SSM("ssm", "ssm", "SSM parameters"),
    WORKSPACES("workspaces", "workspaces", "WorkSpaces volumes"),
    XRAY("xray", "xray", "X-Ray traces");

    private static final String PREFIX = "alias/aws/";

    private final String suffix;
    private final String service;
    private final String contents;

    /**
     * @param service as in {@code kms:ViaService}
     * @param contents what the key protects
     */
    PredefinedAlias(String suffix, String service, String contents) {
        this.suffix = suffix;
        this.service = service;
        this.contents = contents;
    }

    /** The predefined alias of that name, if there is one. */
    static Optional<PredefinedAlias> named(String name) {
        return name.startsWith(PREFIX)
                ? Arrays.stream(values())
                        .filter(each -> each.alias().equals(name))
                        .findFirst()
                : Optional.empty();
    }

    /** The predefined alias whose key has that id in {@code scope}. */
    static Optional<PredefinedAlias> ofKey(String keyId, Scope scope) {
        return Arrays.stream(values())
                .filter(each -> AwsManagedKey.id(each.alias(), scope).equals(keyId))
                .findFirst();
    }

    /** The whole name, such as {@code alias/aws/s3}. */
    String alias() {
        return PREFIX + suffix;
    }

    /** What DescribeKey says about the key. Recorded on AWS for S3; the others follow it. */
    String description() {
        return "Default key that protects my " + contents + " when no other key is defined";
    }

    /**
     * The policy of the key: everybody in the account may use it through the service, and read about it. Nobody may change it.
     * Source: developer guide, AWS managed keys.
     */
    PolicyDocument policy(Scope scope) {
        return PolicyDocument.parse(
                """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%1$s-1",
                  "Statement" : [ {
                    "Sid" : "Allow access through %1$s for all principals in the account that are authorized to use %1$s",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%2$s",
                        "kms:ViaService" : "%3$s.%4$s.amazonaws.com"
                      }
                    }
                  }, {
                    "Sid" : "Allow direct access to key metadata to the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:%5$s:iam::%2$s:root"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*" ],
                    "Resource" : "*"
                  } ]
                }"""
                        .formatted(
                                suffix,
                                scope.account(),
                                service,
                                scope.region(),
                                scope.region().partition()));
    }
}
