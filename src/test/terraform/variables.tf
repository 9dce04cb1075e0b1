# What the steps of scripts/dev/terraform change.

variable "key_type" {
  description = "CUSTOMER_MANAGED_CMK, AWS_OWNED_CMK, or NONE for a stream that is not encrypted."
  type        = string
  default     = "CUSTOMER_MANAGED_CMK"
}

variable "key" {
  description = "Which of the keys encrypts the stream."
  type        = string
  default     = "first"
}

variable "tuned" {
  description = "Whether the stream buffers, names and compresses otherwise, and logs."
  type        = bool
  default     = false
}

variable "backup" {
  description = "Whether the stream backs up what came in. As on AWS this cannot be taken back."
  type        = bool
  default     = false
}

variable "http" {
  description = "Whether there are streams to HTTP endpoints."
  type        = bool
  default     = false
}

variable "http_retry" {
  description = "For how long, in seconds, an HTTP endpoint is tried again."
  type        = number
  default     = 60
}

variable "others" {
  description = "Whether there are streams that Hydrant accepts and describes but does not deliver."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of the stream and of the bucket."
  type        = map(string)
  default     = { team = "orders" }
}

variable "kinesis_shards" {
  type    = number
  default = 2
}

variable "kinesis_on_demand" {
  type    = bool
  default = false
}

variable "kinesis_retention" {
  type    = number
  default = 24
}

variable "kinesis_key" {
  type    = string
  default = ""
}

variable "kinesis_metrics" {
  type    = list(string)
  default = []
}
