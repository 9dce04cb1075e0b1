# A stream of Kinesis Data Streams, which a delivery stream reads.

resource "aws_kinesis_stream" "orders" {
  name                = "orders"
  shard_count         = var.kinesis_on_demand ? null : var.kinesis_shards
  retention_period    = var.kinesis_retention
  encryption_type     = var.kinesis_key == "" ? "NONE" : "KMS"
  kms_key_id          = var.kinesis_key == "" ? null : var.kinesis_key
  shard_level_metrics = var.kinesis_metrics
  tags                = var.tags

  stream_mode_details {
    stream_mode = var.kinesis_on_demand ? "ON_DEMAND" : "PROVISIONED"
  }
}

resource "aws_kinesis_stream_consumer" "reader" {
  name       = "reader"
  stream_arn = aws_kinesis_stream.orders.arn
}
