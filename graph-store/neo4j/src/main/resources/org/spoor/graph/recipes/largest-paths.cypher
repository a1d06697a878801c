// Largest paths from the theft: how tainted value first came to each end, largest end first.
// $incident text = any : id of an incident
// $policy text = any : name of a taint policy
// $trace text = any : id of a trace
// $limit number = 20 : most paths
MATCH (t:Trace {complete: true})
WHERE $incident IN ['any'] + t.incidents
  AND toLower($policy) IN ['any', toLower(t.policy)]
  AND $trace IN ['any', t.id]
WITH t ORDER BY t.asked DESC
WITH t.incidents AS incidents, t.policy AS policy, collect(t)[0] AS t
MATCH (e:TraceEnd)-[:OF]->(t)
WITH incidents, policy, t, e ORDER BY e.approx DESC, e.id LIMIT $limit
MATCH (e)-[:AT]->(b:Place)
MATCH path = (a:Place) (()-[r:TAINT WHERE r.trace = t.id AND r.first]->())* (b)
WHERE NOT EXISTS { (a)<-[earlier:TAINT WHERE earlier.trace = t.id AND earlier.first]-() }
RETURN incidents, policy, e.kind AS end, e.asset AS asset, e.amount AS amount, b.label AS label,
       length(path) AS hops, [n IN nodes(path) | n.text] AS route,
       [r IN relationships(path) | r.tx] AS transactions, t.id AS trace
ORDER BY e.approx DESC, e.id
