-- wrk script: sends the bodies of a file, one per line, in turn, to one AWS JSON 1.1 operation.
-- usage: wrk ... -s replay.lua URL -- TARGET FILE
-- Ends with one line: RESULT <requests> <refused> <socket errors> <time in us> <p50 in us> <p99 in us>

local requests, next_one = {}, 0

function init(args)
  local head = {
    ["Content-Type"] = "application/x-amz-json-1.1",
    ["X-Amz-Target"] = args[1],
    ["X-Amz-Date"] = "20260101T000000Z",
    ["Authorization"] = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/firehose/aws4_request, "
      .. "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" .. string.rep("0f", 32),
  }
  for body in io.lines(args[2]) do
    requests[#requests + 1] = wrk.format("POST", "/", head, body)
  end
end

function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end

function done(summary, latency, _)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, e.status, e.connect + e.read + e.write + e.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99)))
end
