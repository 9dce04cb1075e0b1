# Streams that Hydrant delivers to receivers, or that it accepts, describes and warns about.

resource "aws_kinesis_firehose_delivery_stream" "processed" {
  count = var.others ? 1 : 0

  name        = "processed"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn            = local.role
    bucket_arn          = aws_s3_bucket.backup.arn
    buffering_size      = 64
    prefix              = "customer=!{partitionKeyFromQuery:customer}/"
    error_output_prefix = "failed/"

    dynamic_partitioning_configuration {
      enabled        = true
      retry_duration = 60
    }

    processing_configuration {
      enabled = true

      processors {
        type = "MetadataExtraction"

        parameters {
          parameter_name  = "JsonParsingEngine"
          parameter_value = "JQ-1.6"
        }

        parameters {
          parameter_name  = "MetadataExtractionQuery"
          parameter_value = "{customer:.customer}"
        }
      }

      processors {
        type = "Lambda"

        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = "arn:aws:lambda:us-east-1:${local.account}:function:enrich:$LATEST"
        }
      }
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "converted" {
  count = var.others ? 1 : 0

  name        = "converted"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn       = local.role
    bucket_arn     = aws_s3_bucket.backup.arn
    buffering_size = 128

    data_format_conversion_configuration {
      input_format_configuration {
        deserializer {
          open_x_json_ser_de {}
        }
      }

      output_format_configuration {
        serializer {
          parquet_ser_de {}
        }
      }

      schema_configuration {
        database_name = "lake"
        table_name    = "orders"
        role_arn      = local.role
      }
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "from_kinesis" {
  count = var.others ? 1 : 0

  name        = "from-kinesis"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.orders.arn
    role_arn           = local.role
  }

  extended_s3_configuration {
    role_arn   = local.role
    bucket_arn = aws_s3_bucket.backup.arn
  }
}

resource "aws_kinesis_firehose_delivery_stream" "redshift" {
  count = var.others ? 1 : 0

  name        = "redshift"
  destination = "redshift"

  redshift_configuration {
    role_arn           = local.role
    cluster_jdbcurl    = "jdbc:redshift://orders.abcdefghijkl.us-east-1.redshift.amazonaws.com:5439/orders"
    username           = "loader"
    password           = "Loader-Password-1"
    data_table_name    = "orders"
    data_table_columns = "id,amount"
    copy_options       = "json 'auto'"
    retry_duration     = 600
    s3_backup_mode     = "Enabled"

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }

    s3_backup_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
      prefix     = "redshift/"
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "opensearch" {
  count = var.others ? 1 : 0

  name        = "opensearch"
  destination = "opensearch"

  opensearch_configuration {
    domain_arn            = "arn:aws:es:us-east-1:${local.account}:domain/orders"
    role_arn              = local.role
    index_name            = "orders"
    index_rotation_period = "OneWeek"
    retry_duration        = 600
    s3_backup_mode        = "AllDocuments"

    document_id_options {
      default_document_id_format = "NO_DOCUMENT_ID"
    }

    vpc_config {
      subnet_ids         = ["subnet-1", "subnet-2"]
      security_group_ids = ["sg-1"]
      role_arn           = local.role
    }

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "elasticsearch" {
  count = var.others ? 1 : 0

  name        = "elasticsearch"
  destination = "elasticsearch"

  elasticsearch_configuration {
    domain_arn = "arn:aws:es:us-east-1:${local.account}:domain/old-orders"
    role_arn   = local.role
    index_name = "orders"
    type_name  = "order"

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "opensearchserverless" {
  count = var.others ? 1 : 0

  name        = "opensearchserverless"
  destination = "opensearchserverless"

  opensearchserverless_configuration {
    collection_endpoint = "https://orders.us-east-1.aoss.amazonaws.com"
    role_arn            = local.role
    index_name          = "orders"

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "splunk" {
  count = var.others ? 1 : 0

  name        = "splunk"
  destination = "splunk"

  splunk_configuration {
    hec_endpoint               = "https://http-inputs-orders.splunkcloud.com:443"
    hec_token                  = "51D4DA16-C61B-4F5F-8EC7-ED4301342A4A"
    hec_acknowledgment_timeout = 600
    hec_endpoint_type          = "Event"

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "snowflake" {
  count = var.others ? 1 : 0

  name        = "snowflake"
  destination = "snowflake"

  snowflake_configuration {
    account_url = "https://orders.us-east-1.snowflakecomputing.com"
    user        = "loader"
    private_key = join("", [for n in range(64) : "AAAA"]) # a key by its length alone
    database    = "LAKE"
    schema      = "PUBLIC"
    table       = "ORDERS"
    role_arn    = local.role

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "iceberg" {
  count = var.others ? 1 : 0

  name        = "iceberg"
  destination = "iceberg"

  iceberg_configuration {
    role_arn    = local.role
    catalog_arn = "arn:aws:glue:us-east-1:${local.account}:catalog"

    destination_table_configuration {
      database_name = "lake"
      table_name    = "orders"
    }

    s3_configuration {
      role_arn   = local.role
      bucket_arn = aws_s3_bucket.backup.arn
    }
  }
}
