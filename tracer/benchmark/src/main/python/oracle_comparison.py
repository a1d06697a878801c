"""Compares the engine's runs over random case folders with those of the oracle, to the base unit.

The definitions hold where the oracle differs from them, and the comparison accounts for it:
 - a coinbase may claim less than its subsidy and fees: the subsidy is the schedule's, what is not claimed is burned;
 - value in an OP_RETURN output is burned, the oracle calls it held;
 - POISON counts what is stolen twice as seeded twice; on a UTXO chain the oracle counts it once: not compared.
"""
import csv
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict

from random_cases import subsidy, values

NOBODY = "0x" + "0" * 40


def load(path):
    spec = importlib.util.spec_from_file_location("oracle", path)
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    oracle.split_as_is = oracle.utxo_split
    return oracle


def party(text):
    return "" if text == NOBODY else text


def totals(pairs):
    sums = Counter()
    for key, amount in pairs:
        sums[key] += amount
    return {key: amount for key, amount in sums.items() if amount}


def tainted_edges(pairs):
    """What moved, by movement: equal movements in their order."""
    edges = defaultdict(list)
    for key, tainted in pairs:
        edges[key].append(tainted)
    return dict(edges)


def expected_of_accounts(oracle, folder, policy, case):
    seeds = [dict(s, id="s%d" % n) for n, s in enumerate(case["seeds"], 1)]
    for seed in seeds:
        seed.pop("kind")
    openings = {}
    path = os.path.join(folder, "openings.csv")
    if os.path.exists(path):
        with open(path, newline="") as f:
            for row in csv.DictReader(f):
                openings[row["address"], row["asset"]] = int(row["block"] or 0), int(row["amount"])
    services = set(case["services"])
    edges, held, ended, fees, seeded, _ = oracle.accounts(folder, policy, seeds, services, openings)
    return {
        "edges": tainted_edges((movement(e), e["tainted"]) for e in edges),
        "held": totals(held.items()),
        "service": totals(ended.items()),
        "fees and burned": totals(fees.items()),
        "seeded": totals((asset, v) for (_, asset), v in seeded.items()),
    }


def movement(edge):
    return edge["tx"], party(edge["from"]), party(edge["to"]), edge["asset"], edge["amount"]


def expected_of_outputs(oracle, folder, policy, fees, case):
    with open(os.path.join(folder, "transactions.jsonl")) as f:
        transactions = [json.loads(line) for line in f]
    obey_schedule(oracle, transactions, case["chain"], fees)
    seeds, services = stolen(transactions, case["seeds"]), set(case["services"])
    edges, held, ended, paid, seeded = oracle.utxos(folder, policy, seeds, services, fees)
    expected = {
        "edges": tainted_edges(((e["tx"], e["vout"]), e["tainted"]) for e in edges),
        "held": totals(held.items()),
        "service": totals([("", ended)]),
        "fees and burned": totals([("", paid)]),
    }
    if policy != "poison":
        expected["seeded"] = totals([("", seeded)])
    return expected


def stolen(transactions, seeds):
    """Every stolen output by its index, those that an address names too."""
    by_id = {t["txid"]: t for t in transactions}
    return [
        {"id": "s%d" % number, "tx": seed["tx"], "vout": n}
        for number, seed in enumerate(seeds, 1)
        for n, o in enumerate(by_id[seed["tx"]]["outputs"])
        if n == seed.get("vout") or ("to" in seed and o.get("address") == seed["to"])
    ]


def obey_schedule(oracle, transactions, chain, fees):
    """Where a coinbase claims less than it may: its inputs by the schedule, the rest like a fee."""
    paid, short = Counter(), {}
    for t in transactions:
        if t["inputs"]:
            paid[t["height"]] += sum(int(i["value"]) for i in t["inputs"]) - sum(values(t))
    for t in transactions:
        created = subsidy(chain, t["height"])
        if not t["inputs"] and sum(values(t)) < created + paid[t["height"]]:
            short[values(t)] = created

    def split(inputs, outputs, fee, policy):
        created = short.get(tuple(outputs))
        if fees == "coinbase" and created is not None:
            inputs = [[(created, oracle.CLEAN)] if created else [], inputs[1]]
            fee = created + sum(amount for amount, _ in inputs[1]) - sum(outputs)
        return oracle.split_as_is(inputs, outputs, fee, policy)

    oracle.utxo_split = split


def found(lines, model, policy):
    edges, ends, seeded = [], defaultdict(list), []
    for kind, *fields in lines:
        if kind == "edge":
            tx, output, sender, to, asset, amount, tainted = fields
            key = (tx, int(output)) if model == "utxo" else (tx, sender, to, asset, int(amount))
            edges.append((key, int(tainted)))
        elif kind == "end":
            end, output, place, asset, amount = fields
            ends[name(end, output)].append((key_of(end, output, place, asset, model), int(amount)))
        elif kind == "seeded":
            seeded.append((fields[0] if model == "account" else "", int(fields[1])))
        else:
            ends["failed: " + " ".join(fields)].append(("", 1))
    result = {"edges": tainted_edges(edges), "seeded": totals(seeded)}
    result.update((kind, totals(pairs)) for kind, pairs in ends.items())
    if model == "utxo" and policy == "poison":
        del result["seeded"]
    return result


def name(end, output):
    """What the oracle calls an end."""
    if end == "HELD" or (end == "BURNED" and output):
        return "held"
    outside = "fees and burned"
    return {"SERVICE": "service", "FEE": outside, "BURNED": outside}.get(end, end)


def key_of(end, output, place, asset, model):
    if name(end, output) == "held" and model == "utxo":
        tx, index = output.rsplit(":", 1)
        return tx, int(index)
    if model == "utxo":
        return ""
    return asset if name(end, output) == "fees and burned" else (place, asset)


def differences(expected, actual):
    for what in sorted({*expected, *actual}):
        left, right = expected.get(what, {}), actual.get(what, {})
        for key in sorted({*left, *right}, key=str):
            if left.get(key) != right.get(key):
                yield "%s %s: oracle %s, engine %s" % (what, key, left.get(key), right.get(key))


def runs(path):
    """The engine's runs, one after the other: folder, policy, fees, lines."""
    head, lines = None, []
    with open(path) as f:
        for line in f:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "run":
                if head:
                    yield (*head, lines)
                head, lines = fields[1:], []
            else:
                lines.append(fields)
    if head:
        yield (*head, lines)


def main():
    oracle, cases, path = load(sys.argv[1]), sys.argv[2], sys.argv[3]
    counts, different = defaultdict(Counter), []
    for case, policy, fees, lines in runs(path):
        folder, model = os.path.join(cases, case), case.split("-")[0]
        policy, fees = policy.lower(), fees.lower()
        with open(os.path.join(folder, "oracle.json")) as f:
            known = json.load(f)
        if model == "utxo":
            expected = expected_of_outputs(oracle, folder, policy, fees, known)
        else:
            expected = expected_of_accounts(oracle, folder, policy, known)
        wrong = list(differences(expected, found(lines, model, policy)))
        row = "%s %s" % (model, policy) + (" fees %s" % fees if model == "utxo" else "")
        counts[row].update(
            runs=1,
            tainted=1 if expected["edges"] else 0,
            edges=sum(map(len, expected["edges"].values())),
            held=len(expected["held"]),
            different=1 if wrong else 0,
        )
        different += [(case, policy, fees, wrong)] if wrong else []
    columns = ("runs", "tainted", "edges", "held", "different")
    print("%-30s %6s %8s %9s %9s %10s" % ("", *columns))
    for row, count in counts.items():
        print("%-30s %6d %8d %9d %9d %10d" % (row, *(count[column] for column in columns)))
    for case, policy, fees, wrong in different[:10]:
        print("%s %s %s: %d differences, the first: %s" % (case, policy, fees, len(wrong), wrong[0]))
    if different or not counts:
        total = sum(count["runs"] for count in counts.values())
        print("%d of %d runs differ; the folders are in %s" % (len(different), total, cases))
        sys.exit(1)
    print("no run differs")


if __name__ == "__main__":
    main()
