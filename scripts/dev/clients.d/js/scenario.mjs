// The scenario with the AWS SDK for JavaScript v3, at the endpoint that is the only argument.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import {
  FirehoseClient,
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
  ResourceNotFoundException,
  StartDeliveryStreamEncryptionCommand,
  StopDeliveryStreamEncryptionCommand,
} from "@aws-sdk/client-firehose";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

const endpoint = process.argv[2];
const name = `js-${randomUUID().slice(0, 8)}`;
const stream = { DeliveryStreamName: name };
const shared = { endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
const firehose = new FirehoseClient(shared);
const kms = new KMSClient(shared);
const s3 = new S3Client({ ...shared, forcePathStyle: true });

const done = (step, what) => console.log(`ok  ${step}: ${what}`);
const bytes = (line) => ({ Data: new TextEncoder().encode(line) });
const describe = async () => (await firehose.send(new DescribeDeliveryStreamCommand(stream))).DeliveryStreamDescription;
const encryption = async () => (await describe()).DeliveryStreamEncryptionConfiguration.Status;

async function waitFor(wanted, question) {
  const end = Date.now() + 30_000;
  for (let answer = await question(); answer !== wanted; answer = await question()) {
    assert(Date.now() < end, `waited in vain for ${wanted}, and it is ${answer}`);
    await setTimeout(100);
  }
}

async function presence() {
  try {
    await describe();
    return "there";
  } catch (refused) {
    assert(refused instanceof ResourceNotFoundException, refused);
    return "gone";
  }
}

const key = (await kms.send(new CreateKeyCommand({ Description: name }))).KeyMetadata.Arn;
done("key", key);

await s3.send(new CreateBucketCommand({ Bucket: name }));
await firehose.send(
  new CreateDeliveryStreamCommand({
    ...stream,
    ExtendedS3DestinationConfiguration: {
      RoleARN: "arn:aws:iam::000000000000:role/firehose",
      BucketARN: `arn:aws:s3:::${name}`,
    },
  }),
);
await waitFor("ACTIVE", async () => (await describe()).DeliveryStreamStatus);
done("stream", name);

await firehose.send(
  new StartDeliveryStreamEncryptionCommand({
    ...stream,
    DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: key },
  }),
);
await waitFor("ENABLED", encryption);
done("encrypt", "ENABLED");

const put = await firehose.send(new PutRecordCommand({ ...stream, Record: bytes("one\n") }));
assert.equal(put.Encrypted, true);
done("put", put.RecordId);

const batch = await firehose.send(
  new PutRecordBatchCommand({ ...stream, Records: [bytes("two\n"), bytes("three\n")] }),
);
assert.deepEqual([batch.FailedPutCount, batch.Encrypted], [0, true]);
done("batch", `${batch.RequestResponses.length} records`);

const flushed = await fetch(`${endpoint}/_hydrant/flush?stream=${name}`, { method: "POST" });
assert.equal(flushed.status, 200);
const objects = (await s3.send(new ListObjectsV2Command({ Bucket: name }))).Contents;
assert.equal(objects.length, 1);
done("deliver", objects[0].Key);
const object = await s3.send(new GetObjectCommand({ Bucket: name, Key: objects[0].Key }));
const body = await object.Body.transformToString();
assert.equal(body, "one\ntwo\nthree\n");
done("read back", body.trimEnd().split("\n"));

await firehose.send(new StopDeliveryStreamEncryptionCommand(stream));
await waitFor("DISABLED", encryption);
await firehose.send(new DeleteDeliveryStreamCommand(stream));
await waitFor("gone", presence);
done("stop", "DISABLED, and the stream is gone");
