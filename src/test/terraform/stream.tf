resource "aws_kinesis_firehose_delivery_stream" "orders" {
  name        = "orders"
  destination = "extended_s3"
  tags        = var.tags

  extended_s3_configuration {
    role_arn            = local.role
    bucket_arn          = aws_s3_bucket.orders.arn
    buffering_size      = var.tuned ? 64 : 5
    buffering_interval  = var.tuned ? 60 : 300
    prefix              = var.tuned ? "orders/!{timestamp:yyyy/MM/dd}/" : "orders/"
    error_output_prefix = var.tuned ? "failed/!{firehose:error-output-type}/" : null
    compression_format  = var.tuned ? "GZIP" : "UNCOMPRESSED"
    custom_time_zone    = var.tuned ? "Europe/Berlin" : "UTC"
    file_extension      = var.tuned ? ".json.gz" : null
    kms_key_arn         = var.tuned ? aws_kms_key.stream["first"].arn : null
    s3_backup_mode      = var.backup ? "Enabled" : "Disabled"

    dynamic "cloudwatch_logging_options" {
      for_each = var.tuned ? [1] : []

      content {
        enabled         = true
        log_group_name  = "/aws/kinesisfirehose/orders"
        log_stream_name = "DestinationDelivery"
      }
    }

    dynamic "s3_backup_configuration" {
      for_each = var.backup ? [1] : []

      content {
        role_arn           = local.role
        bucket_arn         = aws_s3_bucket.backup.arn
        prefix             = "all/"
        buffering_size     = 10
        buffering_interval = 120
        compression_format = "ZIP"
      }
    }
  }

  dynamic "server_side_encryption" {
    for_each = var.key_type == "NONE" ? [] : [var.key_type]

    content {
      enabled  = true
      key_type = server_side_encryption.value
      key_arn  = server_side_encryption.value == "CUSTOMER_MANAGED_CMK" ? aws_kms_key.stream[var.key].arn : null
    }
  }
}

locals {
  endpoints = {
    outside = "https://ingest.example.com/v1/records?source=terraform"
    inside  = "https://127.0.0.1:8443/records"
  }
}

resource "aws_kinesis_firehose_delivery_stream" "http" {
  for_each = var.http ? local.endpoints : {}

  name        = "http-${each.key}"
  destination = "http_endpoint"
  tags        = var.tags

  http_endpoint_configuration {
    name               = "a receiver ${each.key}"
    url                = each.value
    access_key         = "an-access-key"
    role_arn           = local.role
    buffering_size     = 1
    buffering_interval = 60
    retry_duration     = var.http_retry
    s3_backup_mode     = "FailedDataOnly"

    request_configuration {
      content_encoding = "GZIP"

      common_attributes {
        name  = "environment"
        value = "test"
      }

      common_attributes {
        name  = "team"
        value = "orders"
      }
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = "/aws/kinesisfirehose/http"
      log_stream_name = "HttpEndpointDelivery"
    }

    s3_configuration {
      role_arn           = local.role
      bucket_arn         = aws_s3_bucket.backup.arn
      prefix             = "http/"
      compression_format = "GZIP"
    }
  }

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.stream["first"].arn
  }
}

resource "aws_kinesis_firehose_delivery_stream" "http_secret" {
  count = var.http ? 1 : 0

  name        = "http-secret"
  destination = "http_endpoint"

  http_endpoint_configuration {
    name     = "a receiver with a secret"
    url      = "https://ingest.example.com/v1/records"
    role_arn = local.role

    secrets_manager_configuration {
      enabled    = true
      role_arn   = local.role
      secret_arn = "arn:aws:secretsmanager:us-east-1:${local.account}:secret:receiver-AbCdEf"
    }

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}
