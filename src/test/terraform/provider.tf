terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Hydrant listens."
  type        = string
  default     = "http://127.0.0.1:4566"
}

# The block that src/site/markdown/terraform.md shows.
provider "aws" {
  region                  = "us-east-1"
  access_key              = "test"
  secret_key              = "test"
  skip_metadata_api_check = true
  s3_use_path_style       = true

  endpoints {
    firehose  = var.endpoint
    kinesis   = var.endpoint
    kms       = var.endpoint
    s3        = var.endpoint
    s3control = var.endpoint
    sts       = var.endpoint
  }
}
