# The functions of jq 1.6 that are written in jq. They do what its own definitions do, mistakes included;
# those are (C) 2012 Stephen Dolan, under the MIT licence.
def error: error(.);
def halt_error: halt_error(5);
def values: select(. != null);
def nulls: select(type == "null");
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: arrays, objects;
def scalars: select(type | . != "array" and . != "object");
def scalars_or_empty: select((type | . != "array" and . != "object") or length == 0);
def isfinite: type == "number" and (isinfinite | not);
def finites: select(isfinite);
def normals: select(isnormal);
def recurse(f; cond): recurse(f | select(cond));
def recurse_down: recurse;
def map_values(f): .[] |= f;
def _assign(paths; value): value as $v | reduce path(paths) as $p (.; setpath($p; $v));
def _modify(paths; update):
  reduce path(paths) as $p (.; label $out | (setpath($p; getpath($p) | update) | ., break $out), delpaths([$p]));
def del(f): delpaths([path(f)]);
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries:
  map({(.key // .Key // .name // .Name): (if has("value") then .value else .Value end)}) | add | .//={};
def with_entries(f): to_entries | map(f) | from_entries;
def paths: path(recurse) | select(length > 0);
def paths(f): . as $in | paths | select(. as $p | $in | getpath($p) | f);
def leaf_paths: paths(scalars);
def sort_by(f): _sort_by_impl(map([f]));
def group_by(f): _group_by_impl(map([f]));
def unique_by(f): group_by(f) | map(.[0]);
def unique: unique_by(.);
def min_by(f): _min_by_impl(map([f]));
def max_by(f): _max_by_impl(map([f]));
def reverse: [.[length - 1 - range(0; length)]];
def indices($i):
  if type == "array" and ($i | type) == "array" then .[$i]
  elif type == "array" then .[[$i]]
  elif type == "string" and ($i | type) == "string" then _strindices($i)
  else .[$i] end;
def index($i): indices($i) | .[0];
def rindex($i): indices($i) | .[-1:][0];
def any(generator; condition): isempty(first(generator | condition | select(.))) | not;
def any(f): any(.[]; f);
def any: any(.);
def all(generator; condition): isempty(first(generator | condition | select(. | not)));
def all(f): all(.[]; f);
def all: all(.);
def _flatten($depth):
  reduce .[] as $i ([]; if $i | type == "array" and $depth != 0 then . + ($i | _flatten($depth - 1)) else . + [$i] end);
def flatten($depth): if $depth < 0 then error("flatten depth must not be negative") else _flatten($depth) end;
def flatten: _flatten(-1);
def range($n): range(0; $n);
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todate: todateiso8601;
def fromdate: fromdateiso8601;
def _regex($val; f):
  ($val | type) as $type
  | if $type == "string" then [$val, null] | f
    elif $type == "array" and ($val | length) > 1 then [$val[0], $val[1]] | f
    elif $type == "array" and ($val | length) > 0 then [$val[0], null] | f
    else error($type + " not a string or array") end;
def match(re; flags): _match_impl(re; flags; false) | .[];
def match($val): . as $in | _regex($val; . as [$re, $flags] | $in | match($re; $flags));
def test(re; flags): _match_impl(re; flags; true);
def test($val): . as $in | _regex($val; . as [$re, $flags] | $in | test($re; $flags));
def capture(re; flags): match(re; flags) | reduce (.captures[] | select(.name != null)) as $c ({}; . + {($c.name): $c.string});
def capture($val): . as $in | _regex($val; . as [$re, $flags] | $in | capture($re; $flags));
def scan(re): match(re; "g") | if .captures | length > 0 then [.captures[].string] else .string end;
def splits($re; flags):
  . as $in
  | [0, (match($re; "g" + flags) | .offset, .offset + .length), ($in | length)]
  | range(0; length; 2) as $i
  | $in[.[$i]:.[$i + 1]];
def splits($re): splits($re; null);
def split($re; flags): [splits($re; flags)];
def limit($n; f):
  if $n < 0 then f
  else label $out | foreach f as $item ($n; . - 1; $item, if . <= 0 then break $out else empty end) end;
def isempty(g): 0 == ((label $go | g | (1, break $go)) // 0);
def last(g): reduce g as $item (null; $item);
def nth($n; g): if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; g)) end;
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
def combinations(n): . as $in | [range(n) | $in] | combinations;
def transpose:
  if . == [] then []
  else . as $in | (map(length) | max) as $width | [range(0; $width) as $j | [range(0; $in | length) as $i | $in[$i][$j]]] end;
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def inputs: try repeat(input) catch if . == "break" then empty else error end;
def walk(f):
  if type == "object" then . as $in | reduce keys_unsorted[] as $k ({}; . + {($k): ($in[$k] | walk(f))}) | f
  elif type == "array" then map(walk(f)) | f
  else f end;
def truncate_stream(stream):
  . as $n | null | stream | . as $input | if (.[0] | length) > $n then setpath([0]; $input[0][$n:]) else empty end;
def fromstream(i):
  foreach i as $item (
    [null, false, null, false];
    if ($item[0] | length) == 0 then [null, false, .[2], .[3]]
    elif ($item | length) == 1 and ($item[0] | length) < 2 then [null, false, .[0], .[1]]
    else . end
    | . as $state
    | if ($item | length) > 1 and ($item[0] | length) > 0
      then [(.[0] | setpath($item[0]; $item[1])), true, $state[2], $state[3]] else . end;
    (if ($item[0] | length) == 1 and ($item | length == 1) and .[3] then .[2] else empty end),
    if ($item[0] | length) == 0 then $item[1] else empty end);
def tostream:
  . as $in
  | if (type | . != "array" and . != "object") or length == 0 then [[], $in]
    else keys_unsorted as $keys
      | (($keys[] | . as $key | $in[$key] | tostream | .[0] |= [$key] + .), [[$keys[-1]]]) end;
def bsearch(target):
  if length == 0 then -1
  elif length == 1 then if target == .[0] then 0 elif target < .[0] then -1 else -2 end
  else . as $in
    | [0, length - 1, null]
    | until(.[0] > .[1];
        if .[2] != null then .[1] = -1
        else ((.[1] + .[0]) / 2 | floor) as $mid
          | $in[$mid] as $at
          | if $at == target then .[2] = $mid
            elif .[0] == .[1] then .[1] = -1
            elif $at < target then .[0] = ($mid + 1)
            else .[1] = ($mid - 1) end end)
    | if .[2] == null then if $in[.[0]] < target then -2 - .[0] else -1 - .[0] end
      else .[2] end
  end;
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | if type != "string" then tojson else . end] |= $row);
def INDEX(f): INDEX(.[]; f);
def JOIN($index; f): [.[] | [., $index[f]]];
def JOIN($index; stream; f): stream | [., $index[f]];
def JOIN($index; stream; f; g): stream | [., $index[f]] | g;
def IN(s): reduce (first(select(. == s)) | true) as $v (false; if . or $v then true else false end);
def IN(source; s): reduce (source | IN(s)) as $v (false; if . or $v then true else false end);
def pow10: exp10;
