// Where is the money now: the ends of the last trace of each incident and policy, asset by asset, largest first.
// $incident text = any : id of an incident
// $policy text = any : name of a taint policy
// $trace text = any : id of a trace
// $limit number = 50 : most rows
MATCH (t:Trace {complete: true})
WHERE $incident IN ['any'] + t.incidents
  AND toLower($policy) IN ['any', toLower(t.policy)]
  AND $trace IN ['any', t.id]
WITH t ORDER BY t.asked DESC
WITH t.incidents AS incidents, t.policy AS policy, collect(t)[0] AS t
MATCH (e:TraceEnd)-[:OF]->(t)
WITH incidents, policy, t, e.chain AS chain, e.asset AS asset, collect(e) AS ends, sum(e.approx) AS whole
OPTIONAL MATCH (k:Asset {id: chain + ':' + asset})
UNWIND ends AS e
MATCH (e)-[:AT]->(p:Place)
RETURN incidents, policy, t.id AS trace, chain, e.amount AS amount, k.symbol AS symbol, k.decimals AS decimals,
       round(100 * e.approx / whole, 2) AS percent, e.kind AS end, p.text AS place, p.label AS label, asset
ORDER BY incidents, policy, chain, k.contract IS NOT NULL, asset, e.approx DESC, place
LIMIT $limit
