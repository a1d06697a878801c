// Who touched it: attributed places that received tainted value, most first; sums are rounded.
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
MATCH (:Attribution)-[:ATTRIBUTES]->(p:Place)
WITH DISTINCT incidents, policy, t, p
MATCH (p)<-[e:TAINT WHERE e.trace = t.id]-(sender:Place) WHERE sender <> p
WITH incidents, policy, t, p, e.chain + ':' + e.asset AS key, e.asset AS asset, count(e) AS transfers,
     sum(e.approx) AS sum, min(e.time) AS first, max(e.time) AS last
OPTIONAL MATCH (k:Asset {id: key})
RETURN incidents, policy, t.id AS trace, p.chain AS chain, p.label AS label, p.actor AS actor, p.category AS category,
       CASE WHEN k.decimals IS NULL THEN sum ELSE round(sum / 10 ^ k.decimals, 4) END AS about,
       k.symbol AS symbol, transfers, first, last, p.text AS place, asset
ORDER BY incidents, policy, chain, k.contract IS NOT NULL, asset, sum DESC, place
LIMIT $limit
