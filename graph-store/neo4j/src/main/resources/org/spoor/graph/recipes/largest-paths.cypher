// Largest paths from the theft: how tainted value first came to the largest ends of each asset.
// $incident text = any : id of an incident
// $policy text = any : name of a taint policy
// $trace text = any : id of a trace
// $limit number = 5 : most paths for each asset
MATCH (t:Trace {complete: true})
WHERE $incident IN ['any'] + t.incidents
  AND toLower($policy) IN ['any', toLower(t.policy)]
  AND $trace IN ['any', t.id]
WITH t ORDER BY t.asked DESC
WITH t.incidents AS incidents, t.policy AS policy, collect(t)[0] AS t
MATCH (e:TraceEnd)-[:OF]->(t)
WITH incidents, policy, t, e ORDER BY e.approx DESC, e.id
WITH incidents, policy, t, e.chain AS chain, e.asset AS asset, collect(e)[..$limit] AS ends
UNWIND ends AS e
MATCH (e)-[:AT]->(b:Place)
// The steps that brought an origin first to a place, in an asset, are a tree: one way leads back.
MATCH (a:Place) (()-[r:TAINT|SPENT_WITH WHERE r.trace = t.id AND e.mostly IN r.first]->())+ (b)
WHERE last(r).asset = asset
  AND all(i IN range(1, size(r) - 1) WHERE r[i - 1].seq <= r[i].seq
          AND r[i - 1].asset = coalesce(r[i].givenAsset, r[i].asset))
  AND NOT EXISTS {
    (a)<-[x:TAINT|SPENT_WITH WHERE x.trace = t.id AND e.mostly IN x.first AND x.seq <= r[0].seq
          AND x.asset = coalesce(r[0].givenAsset, r[0].asset) AND x <> r[0]]-()
  }
OPTIONAL MATCH (k:Asset {id: chain + ':' + asset})
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
RETURN incidents, policy, t.id AS trace, e.amount AS amount, k.symbol AS symbol, k.decimals AS decimals,
       e.kind AS end, b.text AS place, b.label AS label, asset, e.mostly AS source, size(steps) AS hops, steps
ORDER BY incidents, policy, chain, k.contract IS NOT NULL, asset, e.approx DESC, e.id
