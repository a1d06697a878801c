// Paths of tainted value between two addresses, of one theft source and never back in time, shortest first.
// $from text : an address
// $to text : an address
// $trace text = any : id of a trace
// $limit number = 10 : most paths
MATCH (a:Address {text: $from})-[first:TAINT|SPENT_WITH]->()
WITH a, first.trace AS trace, min(first.seq) AS earliest
MATCH (t:Trace {id: trace, complete: true}) WHERE $trace IN ['any', t.id]
MATCH (b:Address {text: $to})<-[last:TAINT|SPENT_WITH WHERE last.trace = trace]-()
WITH a, b, t, trace, earliest, max(last.seq) AS latest
// Each step takes up the asset that the step before brought, itself or as what a conversion gave.
MATCH path = SHORTEST 10 (
  (a) (()-[r:TAINT|SPENT_WITH WHERE r.trace = trace AND earliest <= r.seq <= latest]->()){1,20} (b)
  WHERE all(i IN range(1, size(r) - 1) WHERE r[i - 1].seq <= r[i].seq
          AND r[i - 1].asset = coalesce(r[i].givenAsset, r[i].asset))
    AND size(reduce(left = r[0].origins, x IN r | [o IN left WHERE o IN x.origins])) > 0
)
WITH t, relationships(path) AS r
CALL (r) {
  UNWIND r AS s
  WITH s WHERE type(s) = 'TAINT'
  OPTIONAL MATCH (k:Asset {id: s.chain + ':' + s.asset})
  WITH s, k ORDER BY s.seq
  RETURN collect({
    time: s.time, tainted: s.amount, symbol: k.symbol, decimals: k.decimals, class: s.class,
    from: startNode(s).text, to: endNode(s).text, tx: s.tx, asset: s.asset
  }) AS steps
}
WITH t, r, steps WHERE size(steps) > 0
RETURN t.incidents AS incidents, t.policy AS policy, t.id AS trace, size(steps) AS hops,
       reduce(left = r[0].origins, x IN r | [o IN left WHERE o IN x.origins]) AS sources, steps
ORDER BY hops, incidents, policy, [s IN steps | s.time]
LIMIT $limit
