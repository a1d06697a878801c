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
RETURN incidents, policy, p.label AS label, p.actor AS actor, p.category AS category,
       p.chain AS chain, p.text AS place, e.asset AS asset, count(e) AS transfers,
       sum(e.approx) AS about, min(e.time) AS first, max(e.time) AS last, t.id AS trace
ORDER BY incidents, policy, asset, about DESC, place
LIMIT $limit
