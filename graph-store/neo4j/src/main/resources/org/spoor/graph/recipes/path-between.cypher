// Paths of tainted value between two addresses, never back in time, shortest first.
// $from text : an address
// $to text : an address
// $trace text = any : id of a trace
// $limit number = 10 : most paths
MATCH (a:Address {text: $from})-[first:TAINT|SPENT_WITH]->()
WITH a, first.trace AS trace, min(first.seq) AS earliest
MATCH (t:Trace {id: trace, complete: true}) WHERE $trace IN ['any', t.id]
MATCH (b:Address {text: $to})<-[last:TAINT|SPENT_WITH WHERE last.trace = trace]-()
WITH a, b, t, trace, earliest, max(last.seq) AS latest
MATCH path = SHORTEST 10 (
  (a) (()-[r:TAINT|SPENT_WITH WHERE r.trace = trace AND earliest <= r.seq <= latest]->()){1,20} (b)
  WHERE all(i IN range(1, size(r) - 1) WHERE r[i - 1].seq <= r[i].seq)
)
WITH t, relationships(path) AS steps, nodes(path) AS places
RETURN t.incidents AS incidents, t.policy AS policy, size(steps) AS hops,
       [n IN places | n.text] AS route,
       [r IN steps | r.tx] AS transactions, [r IN steps | toString(r.time)] AS times,
       [r IN steps | r.amount] AS tainted, t.id AS trace
ORDER BY hops, incidents, policy, times
LIMIT $limit
